import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bkit,
  c4u,
  everyone,
  type KnownCandidate,
  type PartlyKnown,
} from '../../test/oracle/programme-candidate.ts';
import { programmeText } from './programme.testing.ts';
import { type CandidateFacts, judgeCandidate } from './programme-judgement.ts';

const PROGRAMMES = [
  ['C4U-IT', c4u],
  ['BKIT', bkit],
] as const;

const WIDOW: CandidateFacts = {
  onRegister: true,
  isHead: true,
  hasChild: true,
  hasUnmarriedChild: true,
  isHusbandUnable: false,
  sex: 'FEMALE',
  maritalStatus: 'WIDOWED',
  povertyStatus: 'POOR',
  exitReason: null,
  schemes: [],
  income: 200_000,
  members: 4,
};
const fateOf = (code: string, given: Partial<CandidateFacts>) => {
  const { outcome, phase, because } = judgeCandidate(programmeText(code), { ...WIDOW, ...given });
  return [outcome, phase ?? '-', ...because].join(' ');
};
const LEFT = { povertyStatus: 'EXITED', exitReason: 'INCOME_RISE' };

test.each([
  ['C4U-IT', {}, 'ELIGIBLE 1'],
  ['C4U-IT', { povertyStatus: 'HARDCORE_POOR' }, 'ELIGIBLE 1'],
  ['C4U-IT', { isHead: false }, 'ELIGIBLE 1'],
  ['C4U-IT', { hasUnmarriedChild: false }, 'ELIGIBLE 1'],
  ['C4U-IT', { maritalStatus: 'SINGLE' }, 'NOT_ELIGIBLE -'],
  ['C4U-IT', { maritalStatus: 'MARRIED', isHusbandUnable: true }, 'ELIGIBLE 1'],
  ['C4U-IT', { maritalStatus: 'MARRIED', isHusbandUnable: null }, 'FOCUS_GROUP 1 HUSBAND_UNABLE'],
  ['C4U-IT', { maritalStatus: 'MARRIED', isHusbandUnable: true, isHead: false }, 'NOT_ELIGIBLE -'],
  ['C4U-IT', { sex: 'MALE' }, 'NOT_ELIGIBLE -'],
  ['C4U-IT', { ...LEFT, schemes: ['BA'] }, 'ELIGIBLE 1'],
  ['C4U-IT', { ...LEFT, schemes: ['BTB'], income: 363_999 }, 'ELIGIBLE 2'],
  ['C4U-IT', { ...LEFT, income: 364_000 }, 'NOT_ELIGIBLE 2'],
  ['C4U-IT', { ...LEFT, income: null }, 'FOCUS_GROUP 2 INCOME'],
  ['C4U-IT', { ...LEFT, schemes: null, income: 1 }, 'FOCUS_GROUP 1 SCHEMES'],
  ['C4U-IT', { ...LEFT, exitReason: 'NOT_POOR' }, 'FOCUS_GROUP 2'],
  ['C4U-IT', { onRegister: false, povertyStatus: null, schemes: ['BKK'] }, 'FOCUS_GROUP 2'],
  ['C4U-IT', { onRegister: false, povertyStatus: null }, 'FOCUS_GROUP 3'],
  ['C4U-IT', { onRegister: false, maritalStatus: null }, 'FOCUS_GROUP 3 MARITAL_STATUS'],
  ['BKIT', { income: 95_999, members: 1 }, 'ELIGIBLE 1'],
  ['BKIT', { income: 97_599 }, 'ELIGIBLE 1'],
  ['BKIT', { income: 97_600 }, 'NOT_ELIGIBLE -'],
  ['BKIT', { income: 97_599, members: null }, 'FOCUS_GROUP 1 MEMBERS'],
  ['BKIT', { income: null, members: null }, 'FOCUS_GROUP 1 INCOME'],
  ['BKIT', { maritalStatus: 'SINGLE', income: 0 }, 'ELIGIBLE 1'],
  ['BKIT', { maritalStatus: 'SINGLE', income: 0, hasChild: false }, 'NOT_ELIGIBLE -'],
  ['BKIT', { isHead: false, income: 0 }, 'NOT_ELIGIBLE -'],
])('%s, given %j: %s', (code, given, fate) => {
  expect(fateOf(code, given)).toBe(fate);
});

const flag = fc.boolean();
const candidate: fc.Arbitrary<KnownCandidate> = fc
  .record({
    onRegister: flag,
    isHead: flag,
    hasChild: flag,
    hasUnmarriedChild: flag,
    isHusbandUnable: flag,
    sex: fc.constantFrom('FEMALE', 'FEMALE', 'FEMALE', 'MALE'),
    maritalStatus: fc.constantFrom('SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED'),
    povertyStatus: fc.constantFrom('HARDCORE_POOR', 'POOR', 'EXITED', 'EXITED'),
    exitReason: fc.constantFrom('NOT_POOR', 'INCOME_RISE'),
    schemes: fc.subarray(['BA', 'BKK', 'BTB', 'BWE']),
    income: fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.constantFrom(96_000, 95_999, 364_000, 363_999)),
    members: fc.integer({ min: 1, max: 12 }),
  })
  .map((one) => ({ ...one, exitReason: one.povertyStatus === 'EXITED' ? one.exitReason : null }));

test.each(PROGRAMMES)(
  '%s comes to what its own text says of everybody of whom all is known',
  (code, plain) => {
    const text = programmeText(code);
    fc.assert(
      fc.property(candidate, (one) => {
        const { outcome, phase, because } = judgeCandidate(text, one);
        expect({ outcome, phase }).toEqual(plain(one));
        expect(because).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  },
);

test.each(PROGRAMMES)(
  '%s says yes or no of what is partly known only where it holds whatever the rest is',
  (code, plain) => {
    const text = programmeText(code);
    const names = Object.keys(WIDOW) as (keyof KnownCandidate)[];
    fc.assert(
      fc.property(candidate, fc.subarray(names, { minLength: 1, maxLength: 3 }), (one, hidden) => {
        const known = { ...one, ...Object.fromEntries(hidden.map((name) => [name, null])) } as PartlyKnown;
        const { outcome } = judgeCandidate(text, known);
        const fates = new Set(everyone(known).map((each) => plain(each).outcome));
        if (fates.size > 1) expect(outcome).toBe('FOCUS_GROUP');
        if (outcome !== 'FOCUS_GROUP') expect([...fates]).toEqual([outcome]);
      }),
      { numRuns: 2000 },
    );
  },
);

test('a programme without a criterion judges nobody', () => {
  expect(() => judgeCandidate({ criteria: [], rules: [] }, WIDOW)).toThrow('for nobody');
});
