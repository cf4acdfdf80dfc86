import { type ActProbe, act, NO_CONSENT, TRIED } from './act-probe.ts';

const MOVED = {
  kind: 'INTO_HOUSEHOLD',
  person: '"nobody"',
  household: '"none"',
  relationToHead: 'CHILD',
  since: '"2026-01-01"',
  remaining: '[]',
};

/** The acts on a move, and on a household's address. Who stays behind is asked of nobody here: an empty list is withheld as a full one is. */
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
];
