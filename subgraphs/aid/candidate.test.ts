import fc from 'fast-check';
import { expect, test } from 'vitest';
import { c4u, everyone } from '../../test/oracle/programme-candidate.ts';
import type { CandidateRow } from './candidate.table.ts';
import { type CandidateAct, candidateLife, crossCheck, type Recipient, stepped } from './candidate.ts';
import type { LockedHead } from './locked-head.ts';
import { programmeText } from './programme.testing.ts';

const STATUSES = Object.keys(candidateLife) as CandidateRow['status'][];
const ACTS = [
  'CROSS_CHECK',
  'FIND_ELIGIBLE',
  'REFER',
  'FIND_NOT_ELIGIBLE',
  'CONFIRM',
  'DECLINE',
  'FINALISE',
  'ANNOUNCE',
  'SEND_BY_EFT',
  'ASK_FOR_ACCOUNT',
  'CHECK_ACCOUNT',
  'MISS_ACCOUNT',
  'CHOOSE_COUNTER',
  'PAY_BY_EFT',
  'COME_BACK',
  'PAY_IN_CASH',
  'MISS_CLAIM',
  'RETURN',
] as const satisfies CandidateAct[];
/** Every step that there is, by itself: from, step, to. */
const OPEN = new Set([
  'CANDIDATE CROSS_CHECK CROSS_CHECKED',
  'CROSS_CHECKED FIND_ELIGIBLE ELIGIBLE',
  'CROSS_CHECKED REFER FOCUS_GROUP',
  'CROSS_CHECKED FIND_NOT_ELIGIBLE NOT_ELIGIBLE',
  'FOCUS_GROUP CONFIRM ELIGIBLE',
  'FOCUS_GROUP DECLINE NOT_ELIGIBLE',
  'ELIGIBLE FINALISE FINALISED',
  'FINALISED ANNOUNCE ANNOUNCED',
  'ANNOUNCED SEND_BY_EFT READY_EFT',
  'ANNOUNCED ASK_FOR_ACCOUNT AWAITING_ACCOUNT',
  'AWAITING_ACCOUNT CHECK_ACCOUNT READY_EFT',
  'AWAITING_ACCOUNT MISS_ACCOUNT READY_CASH',
  'AWAITING_ACCOUNT CHOOSE_COUNTER READY_CASH',
  'READY_EFT PAY_BY_EFT PAID',
  'READY_EFT COME_BACK READY_CASH',
  'READY_EFT CHOOSE_COUNTER READY_CASH',
  'PAID COME_BACK READY_CASH',
  'READY_CASH PAY_IN_CASH PAID',
  'READY_CASH MISS_CLAIM UNCLAIMED',
  'UNCLAIMED RETURN RETURNED',
]);

test.each(STATUSES.flatMap((status) => ACTS.map((act) => [status, act] as const)))(
  'from %s the step %s',
  (status, act) => {
    const wanted = [...OPEN].find((line) => line.startsWith(`${status} ${act} `));
    if (wanted === undefined) expect(() => stepped(status, act)).toThrow(`The candidate is ${status}`);
    else expect(`${status} ${act} ${stepped(status, act).status}`).toBe(wanted);
  },
);

const LISTS = [
  { kind: 'REGISTER', schemeCode: null },
  { kind: 'SCHEME', schemeCode: 'BKK' },
  { kind: 'SCHEME', schemeCode: 'BA' },
] as const;
const C4U = { ...programmeText('C4U-IT'), lists: LISTS };
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];

const head: fc.Arbitrary<Omit<LockedHead, 'personKey'>> = fc.record({
  householdKey: fc.uuid(),
  state: fc.constant('05'),
  district: fc.constantFrom('5_1', '5_5'),
  sex: fc.constantFrom('FEMALE', 'FEMALE', 'MALE'),
  maritalStatus: fc.constantFrom('SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED'),
  povertyStatus: fc.constantFrom('POOR', 'HARDCORE_POOR', 'EXITED', null),
  exitReason: fc.constantFrom('NOT_POOR', 'INCOME_RISE'),
  income: fc.constantFrom(0, 363_999, 364_000, null),
  members: fc.integer({ min: 1, max: 9 }),
  hasChild: fc.boolean(),
  hasUnmarriedChild: fc.boolean(),
  isHusbandUnable: fc.constantFrom(null, false),
});
const register = fc
  .tuple(fc.subarray(KEYS), fc.array(head, { minLength: 6, maxLength: 6 }))
  .map(([keys, heads]) => keys.map((personKey, index) => ({ ...heads[index]!, personKey })));
const recipients: fc.Arbitrary<Recipient[]> = fc.array(
  fc.record({
    personKey: fc.constantFrom(...KEYS),
    state: fc.constant('05'),
    district: fc.constant('5_7'),
    schemeCode: fc.constantFrom('BKK', 'BA', 'BWE'),
  }),
  { maxLength: 8 },
);

test('whoever stands in some list is a candidate once, with all lists named, and nobody else is', () => {
  fc.assert(
    fc.property(register, recipients, (heads, aided) => {
      const found = crossCheck(C4U, heads, aided);
      const wanted = KEYS.flatMap((key) => {
        const inRegister = heads.some(({ personKey }) => personKey === key);
        const isAided = aided.some((one) => one.personKey === key && one.schemeCode !== 'BWE');
        const lists = [...(inRegister ? ['REGISTER'] : []), ...(isAided ? ['SCHEME'] : [])];
        return lists.length === 0 ? [] : [{ key, lists }];
      });
      expect(found.map(({ personKey: key, lists }) => ({ key, lists }))).toEqual(wanted);
    }),
  );
});

const NOBODY_ON_REGISTER = {
  ...{
    onRegister: false,
    isHead: null,
    sex: null,
    maritalStatus: null,
    povertyStatus: null,
    exitReason: null,
  },
  ...{ income: null, members: null, hasChild: null, hasUnmarriedChild: null, isHusbandUnable: null },
};

/** What the lists say of one person, and where they live. */
function knownOf(key: string, heads: readonly LockedHead[], aided: readonly Recipient[]) {
  const own = heads.find(({ personKey }) => personKey === key);
  const schemes = aided.filter(({ personKey }) => personKey === key).map((row) => row.schemeCode);
  if (own === undefined) return { known: { ...NOBODY_ON_REGISTER, schemes }, district: '5_7' };
  const { householdKey: _household, personKey: _person, state: _state, district, ...facts } = own;
  return { known: { ...facts, onRegister: true, isHead: true, schemes }, district };
}

test('each is judged by what is known of them, one person at a time', () => {
  fc.assert(
    fc.property(register, recipients, (heads, aided) => {
      for (const { personKey, status, district, steps } of crossCheck(C4U, heads, aided)) {
        const own = knownOf(personKey, heads, aided);
        const fates = new Set(everyone(own.known).map((each) => c4u(each).outcome));
        if (fates.size > 1) expect(status).toBe('FOCUS_GROUP');
        if (status !== 'FOCUS_GROUP') expect([...fates]).toEqual([status]);
        expect(district).toBe(own.district);
        expect(steps.map((step) => step.status)).toEqual(['CROSS_CHECKED', status]);
      }
    }),
    { numRuns: 300 },
  );
});

test('a programme of the register alone takes nobody from schemes', () => {
  const bkit = { ...programmeText('BKIT'), lists: [{ kind: 'REGISTER', schemeCode: null }] as const };
  const aided = [{ personKey: 'a', state: '05', district: '5_5', schemeCode: 'BKK' }];
  expect(crossCheck(bkit, [], aided)).toEqual([]);
});

test('an agency names somebody, and says no fact about them', () => {
  const own = { personKey: 'a', state: '05', district: '5_1' };
  const lists = [...LISTS, { kind: 'AGENCY', schemeCode: null }] as const;
  const [found, ...others] = crossCheck({ ...C4U, lists }, [], [], [own]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ ...own, lists: ['AGENCY'], status: 'FOCUS_GROUP', needsRegistration: true });
  expect(crossCheck(C4U, [], [], [own])).toEqual([]);
});
