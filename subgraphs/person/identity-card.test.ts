import { advance } from '@seisi/host/life';
import { expect, test } from 'vitest';
import { identityCardLife, isOfOffice, officeOf } from './identity-card.ts';

const STATUSES = ['ACTIVE', 'REPLACED', 'CANCELLED'] as const;
const ACTS = ['REPLACE', 'CANCEL'] as const;

test.each(STATUSES.flatMap((status) => ACTS.map((act) => [status, act] as const)))(
  'from %s the step %s leads where the table says, or nowhere',
  (status, act) => {
    const step = () => advance(identityCardLife, { thing: 'card', status, step: act });
    if (status === 'ACTIVE') expect(step()).toBe(act === 'REPLACE' ? 'REPLACED' : 'CANCELLED');
    else expect(step).toThrow('card');
  },
);

test.each([
  ['05', 'STATE_OFFICE', ['05'], ['5_5']],
  ['14', 'ICU_JPM', ['MY'], ['14']],
  ['15', 'ICU_JPM', ['MY'], ['15']],
  ['16', 'ICU_JPM', ['MY'], ['16_1', '05']],
  ['05', 'STATE_OFFICE', ['MY'], ['14']],
] as const)(
  'cards of the state %s are issued by %s: an officer of %s sits there, of %s does not',
  (state, office, theirs, others) => {
    expect(officeOf(state)).toBe(office);
    expect(isOfOffice(theirs, state)).toBe(true);
    expect(isOfOffice(others, state)).toBe(false);
  },
);
