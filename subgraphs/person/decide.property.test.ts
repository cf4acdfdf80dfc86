import { ALL_CLASSES, type ClassSet, closure, opens } from '@seisi/schema/classes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classesOfReach, decide, type Situation, type Subject } from './decide.ts';
import type { Ground } from './ground.ts';

const PEOPLE = ['ana', 'budi', 'citra', 'dewi'] as const;
const AGENCIES = ['ngo', 'jkm', 'hospital'] as const;
const person = fc.constantFrom(...PEOPLE);
const classes = fc.integer({ min: 0, max: ALL_CLASSES });
const areas = fc.subarray(['MY', '05', '06', '5_5', '5_1']);
const relation = fc.constantFrom('HEAD', 'SPOUSE', 'CHILD', 'GRANDCHILD', 'NOT_RELATED');

const situation: fc.Arbitrary<Situation> = fc.record({
  key: fc.constant('home'),
  state: fc.constantFrom('05', '06'),
  district: fc.constantFrom('5_5', '5_1', '6_1'),
  sealed: fc.boolean(),
  referrers: fc.subarray([...AGENCIES]),
  residents: fc.uniqueArray(fc.record({ personKey: person, relation, adult: fc.boolean() }), {
    selector: ({ personKey }) => personKey,
  }),
  earners: fc.subarray([...PEOPLE]),
});

const ground: fc.Arbitrary<Ground> = fc.oneof(
  fc.constant<Ground>({ kind: 'NONE' }),
  fc.record({ kind: fc.constant('SELF' as const), personKey: person, adult: fc.boolean() }),
  fc.record({ kind: fc.constant('POSTING' as const), areas, classes, kin: fc.subarray([...PEOPLE]) }),
  fc.record({
    kind: fc.constant('AGREEMENT' as const),
    areas,
    classes,
    agency: fc.constantFrom(...AGENCIES),
    population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
  }),
);

/** What is open of the household, and of each person who might live there. */
function everything(each: Ground, household: Situation): ClassSet[] {
  const people = PEOPLE.map((key): Subject => ({ kind: 'PERSON', key, households: [household] }));
  return [{ kind: 'HOUSEHOLD' as const, household }, ...people].map((subject) => decide(each, subject) ?? 0);
}

const isWithin = (narrow: ClassSet, wide: ClassSet) => (narrow & ~wide) === 0;
const allWithin = (narrow: ClassSet[], wide: ClassSet[]) =>
  narrow.every((set, index) => isWithin(set, wide[index] ?? 0));

test('adding a seal never opens anything', () => {
  fc.assert(
    fc.property(ground, situation, (each, household) =>
      allWithin(
        everything(each, { ...household, sealed: true }),
        everything(each, { ...household, sealed: false }),
      ),
    ),
  );
});

test('another earner, another relative of the officer and another household of a person never open anything', () => {
  fc.assert(
    fc.property(ground, situation, situation, person, (each, household, second, who) => {
      const before = everything(each, household);
      const earning = { ...household, earners: [...household.earners, who] };
      const related = each.kind === 'POSTING' ? { ...each, kin: [...each.kin, who] } : each;
      const alone = decide(each, { kind: 'PERSON', key: who, households: [household] }) ?? 0;
      const both = decide(each, { kind: 'PERSON', key: who, households: [household, second] }) ?? 0;

      return (
        allWithin(everything(each, earning), before) &&
        allWithin(everything(related, household), before) &&
        isWithin(both, alone)
      );
    }),
  );
});

test('a posting or agreement opens the same of everyone within reach, closed over implied classes, and nothing it does not hold', () => {
  fc.assert(
    fc.property(ground, situation, (each, household) => {
      fc.pre(each.kind === 'POSTING' || each.kind === 'AGREEMENT');
      const own = closure(each.classes);
      expect(classesOfReach(each)).toBe(own);
      for (const set of everything(each, household)) expect([0, own]).toContain(set);
    }),
  );
});

test('every household within reach opens what its list may be filtered by', () => {
  fc.assert(
    fc.property(ground, situation, (each, household) => {
      const open = decide(each, { kind: 'HOUSEHOLD', household });
      return open === null || isWithin(classesOfReach(each), open);
    }),
  );
});

test('who does not live with a citizen is never open to the citizen, and another adult never opens an income', () => {
  fc.assert(
    fc.property(situation, person, person, fc.boolean(), (household, own, other, adult) => {
      fc.pre(own !== other);
      const open =
        decide(
          { kind: 'SELF', personKey: own, adult },
          { kind: 'PERSON', key: other, households: [household] },
        ) ?? 0;
      const found = household.residents.find(({ personKey }) => personKey === other);
      const lives = found !== undefined && household.residents.some(({ personKey }) => personKey === own);
      expect(opens(open, 'protection')).toBe(false);
      if (!lives) expect(open).toBe(0);
      if (found?.adult)
        expect(opens(open, 'income') || opens(open, 'contact') || opens(open, 'identity')).toBe(false);
    }),
  );
});
