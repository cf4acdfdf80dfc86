import { DATA_CLASSES, type DataClass } from '@seisi/schema/classes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Conditions,
  decisionOn,
  type GivenDecision,
  isWithin,
  outcomeOf,
  type RefusalGround,
} from './sharing-decision.ts';
import type { SharingTerms } from './sharing-terms.ts';

const ASKED: SharingTerms = {
  ...{ classes: ['area', 'kinship.count', 'poverty'], areas: ['05'], population: 'ALL', dailySubjects: 100 },
  ...{ purposes: ['SERVICE_DELIVERY'], why: 'why', custody: 'custody', safeguards: 'safeguards' },
  ...{ retentionDays: 30, thirdParties: [], validFrom: '2026-01-15', validUntil: '2027-01-15' },
};
const YES = { purposeWarrants: true, publicInterest: true, safeguards: true };
const decided = (given: Partial<GivenDecision>) =>
  decisionOn(ASKED, { weighed: YES, refusals: [], conditions: null, reason: 'reason', ...given });
const refuse = (ground: RefusalGround, ...classes: DataClass[]) =>
  classes.map((dataClass) => ({ dataClass, ground }));
const everything = (ground: RefusalGround) => refuse(ground, ...ASKED.classes);

const GROUNDS: readonly RefusalGround[] = [
  ...(['CONFIDENTIAL_SOURCE', 'WITNESS_PROTECTION', 'INVESTIGATIVE_METHODS'] as const),
  ...(['BREACH_OF_CONFIDENCE', 'NATIONAL_SECURITY', 'DANGER_TO_SOMEBODY'] as const),
  ...(['PURPOSE_NOT_WARRANTED', 'LACK_OF_SAFEGUARDS', 'SET_BY_COMMITTEE'] as const),
];

describe('a decision on a request', () => {
  test('that gives all that was asked is an approval, narrower an approval with conditions, of some classes a partial refusal', () => {
    const outcome = (given: Partial<GivenDecision>) => outcomeOf(ASKED, decided(given));
    const { areas, population, dailySubjects, validUntil } = ASKED;
    const asAsked = { areas, population, dailySubjects, validUntil };

    expect(outcome({})).toBe('APPROVED');
    expect(outcome({ conditions: asAsked })).toBe('APPROVED');
    for (const narrower of [
      { areas: ['5_5'] },
      { population: 'REFERRED' as const },
      { dailySubjects: 99 },
      { validUntil: '2026-12-31' },
    ])
      expect(outcome({ conditions: { ...asAsked, ...narrower } })).toBe('APPROVED_WITH_CONDITIONS');
    expect(outcome({ refusals: refuse('WITNESS_PROTECTION', 'poverty') })).toBe('PARTLY_REFUSED');
    expect(outcome({ refusals: everything('NATIONAL_SECURITY') })).toBe('REFUSED');
  });

  test.each(GROUNDS)('refuses everything on the ground %s, and gives nothing', (ground) => {
    const weighed = { ...YES, safeguards: ground !== 'LACK_OF_SAFEGUARDS' };
    const decision = decided({ weighed, refusals: everything(ground) });

    expect(decision.given).toBeNull();
    expect(outcomeOf(ASKED, decision)).toBe('REFUSED');
  });

  test('gives nothing where what s.14(1) weighs does not speak for it, and says on which ground', () => {
    for (const no of ['purposeWarrants', 'publicInterest', 'safeguards'] as const)
      expect(() => decided({ weighed: { ...YES, [no]: false } })).toThrow('does not speak for giving');
    expect(() =>
      decided({ weighed: { ...YES, safeguards: false }, refusals: everything('WITNESS_PROTECTION') }),
    ).toThrow('s.15(h)');
    expect(() => decided({ refusals: refuse('LACK_OF_SAFEGUARDS', 'area') })).toThrow('s.15(h)');
    expect(() =>
      decided({ weighed: { ...YES, purposeWarrants: false }, refusals: everything('NATIONAL_SECURITY') }),
    ).toThrow('s.15(g)');
  });

  test('refuses what was asked, once', () => {
    expect(() => decided({ refusals: refuse('SET_BY_COMMITTEE', 'bank') })).toThrow('was not asked');
    expect(() => decided({ refusals: refuse('SET_BY_COMMITTEE', 'area', 'area') })).toThrow('twice');
  });
});

const area = fc.constantFrom('MY', '05', '14', '5_5', '5_1', '14_1');
const conditions: fc.Arbitrary<Conditions> = fc.record({
  areas: fc.uniqueArray(area, { maxLength: 3 }),
  population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
  dailySubjects: fc.integer({ min: 0, max: 200 }),
  validUntil: fc.constantFrom('2026-01-15', '2026-06-01', '2027-01-15', '2027-06-01', 'never'),
});
const asked = fc.record({
  classes: fc.subarray([...DATA_CLASSES.slice(0, 8)], { minLength: 1 }),
  areas: fc.uniqueArray(area, { minLength: 1, maxLength: 3 }),
  population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
});
const given = fc.record({
  weighed: fc.oneof(
    { weight: 3, arbitrary: fc.constant(YES) },
    fc.record({ purposeWarrants: fc.boolean(), publicInterest: fc.boolean(), safeguards: fc.boolean() }),
  ),
  refusals: fc.array(
    fc.record({
      dataClass: fc.constantFrom(...DATA_CLASSES.slice(0, 9)),
      ground: fc.constantFrom(...GROUNDS),
    }),
    { maxLength: 2 },
  ),
  conditions: fc.option(conditions, { freq: 4 }),
  reason: fc.constant('reason'),
});

/** What a decision gives; nothing where it is refused as none. */
function givenBy(terms: SharingTerms, decision: GivenDecision) {
  try {
    return decisionOn(terms, decision).given;
  } catch {
    return null;
  }
}

test('what is given lies within what was asked on every axis, whatever officers say', () => {
  let met = 0;
  fc.assert(
    fc.property(asked, given, (part, decision) => {
      const terms = { ...ASKED, ...part };
      const found = givenBy(terms, decision);
      if (found === null) return;
      met += 1;
      const { classes, conditions: bounds } = found;
      expect(classes.every((name) => terms.classes.includes(name))).toBe(true);
      expect(bounds.areas.length > 0 && bounds.areas.every((one) => isWithin(terms.areas, one))).toBe(true);
      expect(terms.population === 'REFERRED' ? bounds.population : 'REFERRED').toBe('REFERRED');
      expect(bounds.dailySubjects >= 1 && bounds.dailySubjects <= terms.dailySubjects).toBe(true);
      expect(bounds.validUntil > terms.validFrom && bounds.validUntil <= terms.validUntil).toBe(true);
      expect(Object.values(decision.weighed)).toEqual([true, true, true]);
    }),
    { numRuns: 3000 },
  );
  expect(met).toBeGreaterThan(20);
});

test('an area lies in itself, a district in its state, everything in Malaysia', () => {
  expect([isWithin(['05'], '5_5'), isWithin(['05'], '05'), isWithin(['MY'], '05')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isWithin(['5_5'], '05'), isWithin(['05'], 'MY'), isWithin(['05'], '14_1')]).toEqual([
    false,
    false,
    false,
  ]);
});
