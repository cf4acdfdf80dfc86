import { advance } from '@seisi/host/life';
import { expect, test } from 'vitest';
import { agencyStatus } from './agency.table.ts';
import { agencyAct } from './agency-standing.table.ts';
import { checkOther, checkProposed, type StandingAct, standingLife } from './agency-standing.ts';

const ACTS = agencyAct.enumValues.filter((act) => act !== 'ADMIT');
const FIRST = { by: 'one', byKey: 'person-1' };

test('of every status and step, those of the ministry’s life are open and no others', () => {
  const open = agencyStatus.enumValues.flatMap((status) =>
    ACTS.flatMap((step) => {
      try {
        return [`${status} ${step} ${advance(standingLife, { thing: 'agency', status, step })}`];
      } catch (error) {
        expect(error).toMatchObject({ code: 'STEP_REFUSED' });
        return [];
      }
    }),
  );
  expect(open).toEqual([
    'ACTIVE SUSPEND SUSPENDED',
    'ACTIVE PROPOSE_END ACTIVE',
    'ACTIVE CONFIRM_END ENDED',
    'SUSPENDED PROPOSE_RESUMPTION SUSPENDED',
    'SUSPENDED CONFIRM_RESUMPTION ACTIVE',
    'SUSPENDED PROPOSE_END SUSPENDED',
    'SUSPENDED CONFIRM_END ENDED',
  ]);
});

test('a confirmation follows its own proposal alone, by another officer and another person', () => {
  const confirms =
    (step: StandingAct, last: StandingAct | null, id = 'two', personKey = 'person-2') =>
    () =>
      checkProposed(step, last === null ? undefined : { ...FIRST, act: last }, { id, personKey });
  for (const [step, proposal] of [
    ['CONFIRM_RESUMPTION', 'PROPOSE_RESUMPTION'],
    ['CONFIRM_END', 'PROPOSE_END'],
  ] as const)
    for (const last of [null, ...ACTS])
      if (last === proposal) {
        expect(confirms(step, last)).not.toThrow();
        expect(confirms(step, last, 'one')).toThrow(expect.objectContaining({ code: 'STEP_REFUSED' }));
        expect(confirms(step, last, 'two', 'person-1')).toThrow(
          expect.objectContaining({ code: 'STEP_REFUSED' }),
        );
      } else expect(confirms(step, last)).toThrow(expect.objectContaining({ code: 'STEP_REFUSED' }));
  for (const step of ['SUSPEND', 'PROPOSE_RESUMPTION', 'PROPOSE_END'] as const)
    expect(confirms(step, null, 'one', 'person-1')).not.toThrow();
});

test('nobody decides about the own agency', () => {
  expect(() => checkOther('jkm', { agency: 'jkm' })).toThrow(
    expect.objectContaining({ code: 'STEP_REFUSED' }),
  );
  expect(() => checkOther('ngo', { agency: 'jkm' })).not.toThrow();
});
