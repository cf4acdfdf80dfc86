import { type ActProbe, act, NO_CONSENT, TRIED } from './act-probe.ts';

const MOVED = {
  kind: 'INTO_HOUSEHOLD',
  person: '"nobody"',
  household: '"none"',
  relationToHead: 'CHILD',
  since: '"2026-01-01"',
  remaining: '[]',
};

const RELOCATED = {
  ...{ household: '"nobody"', addressLine: '"x"', postcode: '"x"', district: '"5_5"' },
  ...{ strata: 'URBAN', since: '"2026-01-01"' },
};

/** The acts on a move, of a person or a household, and on a household's address. Who stays behind is asked of nobody here: an empty list is withheld as a full one is. */
export const MOVE_PROBES: readonly ActProbe[] = [
  act(
    'proposeMove',
    'ProposeMoveInput',
    { ...MOVED, reason: '"x"', origin: 'DECLARATION', method: 'COUNTER', ...TRIED },
    'move',
  ),
  act('confirmMove', 'ConfirmMoveInput', { id: `"${NO_CONSENT}"`, ...MOVED, ...TRIED }, 'move'),
  act('withdrawMove', 'WithdrawMoveInput', { id: `"${NO_CONSENT}"`, ...TRIED }, 'move'),
  act(
    'recordAddress',
    'RecordAddressInput',
    {
      ...{ household: '"nobody"', addressLine: '"x"', postcode: '"x"', since: '"2026-01-01"' },
      ...{ origin: 'DECLARATION', method: 'COUNTER', ...TRIED },
    },
    'recorded',
  ),
  act(
    'proposeRelocation',
    'ProposeRelocationInput',
    { ...RELOCATED, reason: '"x"', origin: 'DECLARATION', method: 'COUNTER', ...TRIED },
    'relocation',
  ),
  act(
    'confirmRelocation',
    'ConfirmRelocationInput',
    { id: `"${NO_CONSENT}"`, ...RELOCATED, ...TRIED },
    'relocation',
  ),
  act('withdrawRelocation', 'WithdrawRelocationInput', { id: `"${NO_CONSENT}"`, ...TRIED }, 'relocation'),
];
