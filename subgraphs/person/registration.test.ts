import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { expect, test } from 'vitest';
import { registrationAct } from './registration.table.ts';
import { channelOf, mayRegisterAnew, type RegistrationStatus, registrationLife } from './registration.ts';

const STATUSES = ['NEW', 'UNDER_CENSUS', 'CONFIRMED', 'REJECTED'] as const;
/** As S2 has it, by hand: every step that is open, and no other. */
const OPEN = new Map<string, RegistrationStatus>([
  ['NEW PASS_CRITERIA', 'NEW'],
  ['NEW FAIL_CRITERIA', 'REJECTED'],
  ['NEW CONFIRM_IN_FOCUS_GROUP', 'UNDER_CENSUS'],
  ['NEW REJECT_IN_FOCUS_GROUP', 'REJECTED'],
  ['UNDER_CENSUS CONFIRM_BY_CENSUS', 'CONFIRMED'],
  ['UNDER_CENSUS REJECT_BY_CENSUS', 'REJECTED'],
]);

test.each(STATUSES.flatMap((status) => registrationAct.enumValues.map((act) => [status, act] as const)))(
  'from %s the step %s leads where S2 says, or is refused',
  (status, step) => {
    const take = () => advance(registrationLife, { thing: 'registration', status, step });
    const next = OPEN.get(`${status} ${step}`);
    if (next === undefined) expect(take).toThrow(RegistryError);
    else expect(take()).toBe(next);
  },
);

test('a household is registered anew where it was rejected or is out of poverty, and never where it is on its way or stands', () => {
  const may = STATUSES.flatMap((status) =>
    [false, true]
      .filter((isExited) => mayRegisterAnew({ status, isExited }))
      .map((isExited) => [status, isExited]),
  );
  expect(may).toEqual([
    ['CONFIRMED', true],
    ['REJECTED', false],
    ['REJECTED', true],
  ]);
});

test.each([
  [['5_5'], 'DISTRICT_OFFICE'],
  [['5_5', '5_6'], 'DISTRICT_OFFICE'],
  [['05'], 'STATE_OFFICE'],
  [['5_5', '05'], 'STATE_OFFICE'],
  [['MY'], 'STATE_OFFICE'],
] as const)('an officer of %j registers at a %s', (areas, channel) => {
  expect(channelOf(areas)).toBe(channel);
});
