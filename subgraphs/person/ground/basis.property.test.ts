import { classNames } from '@seisi/schema/classes';
import type { Viewer } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroundFactRow } from '../ground-fact.table.ts';
import { basisFacts, type GroundFacts, groundOf } from './basis.ts';
import { agreement, allWithin, classes, everything, person, posting, situation } from './random.testing.ts';
import { client, officer, passportOf } from './testing.ts';

type Fact = Partial<GroundFactRow>;

const OFFICERS = ['officer-1', 'officer-2'] as const;
const number = fc.constantFrom('A-1', 'A-2');
const words = classes.map(classNames);

const postingFact: fc.Arbitrary<Fact> = fc
  .record({
    drawn: posting,
    id: fc.constantFrom('P-1', 'P-2'),
    holder: fc.constantFrom(...OFFICERS),
    subjectKey: person,
  })
  .map(({ drawn: { areas, kin: _kin, classes: set }, ...rest }) => ({
    kind: 'POSTING',
    agency: 'ngo',
    areas: [...areas],
    classes: classNames(set),
    ...rest,
  }));
const agreementFact: fc.Arbitrary<Fact> = fc
  .record({ drawn: agreement, id: number })
  .map(({ drawn: { areas, agency, population, purpose, classes: set }, id }) => ({
    kind: 'AGREEMENT',
    id,
    holder: agency,
    areas: [...areas],
    classes: classNames(set),
    purposes: [purpose],
    legalBasis: 'AGREEMENT',
    population,
    dailySubjects: 1000,
  }));
const addition: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom('INCIDENT' as const, 'RELATIVE' as const),
  agencies: fc.constant(['ngo', 'hospital']),
  areas: fc.subarray(['5_5', '5_1']),
  declaredBy: fc.constant(['one', 'two']),
  subjectKey: person,
  holder: fc.constantFrom(...OFFICERS),
});
const viewer: fc.Arbitrary<Viewer> = fc.oneof(
  fc.constantFrom(...OFFICERS).map(officer),
  fc
    .record({ agency: fc.constantFrom('ngo', 'jkm'), agreement: number, drawn: agreement })
    .map(({ agency, agreement: named, drawn }) => ({ ...client(agency, named), purpose: drawn.purpose })),
);

const isBasis = ({ kind }: Fact) => kind === 'POSTING' || kind === 'AGREEMENT';

function known(facts: readonly Fact[], consented: readonly string[]): GroundFacts {
  return { person: null, facts: facts as GroundFactRow[], consented };
}

test('no class is open that one posting or one agreement alone, with what is added to it, does not open', () => {
  let met = 0;
  fc.assert(
    fc.property(
      viewer,
      fc.array(fc.oneof(postingFact, agreementFact), { maxLength: 4 }),
      fc.array(addition, { maxLength: 2 }),
      words,
      situation,
      (who, bases, additions, consented, household) => {
        const openWith = (facts: readonly Fact[]) => {
          const all = known(facts, consented);
          return everything(groundOf(passportOf(who, basisFacts(who, all)), all), household);
        };
        const open = openWith([...bases, ...additions]);
        const byOne = bases.map((base) => openWith([base, ...additions]));

        met += open.some((set) => set !== 0) ? 1 : 0;
        expect(open.every((set) => set === 0) || byOne.some((alone) => allWithin(open, alone))).toBe(true);
        expect(openWith(additions).every((set) => set === 0)).toBe(true);
      },
    ),
    { numRuns: 4000 },
  );
  expect(met).toBeGreaterThan(20);
});

test('an officer never rests on an agreement, an agency never on a posting, and a claim opens nothing', () => {
  fc.assert(
    fc.property(viewer, fc.array(fc.oneof(postingFact, agreementFact), { maxLength: 4 }), (who, bases) => {
      const own = bases.filter(({ kind }) => (kind === 'POSTING') === (who.kind === 'OFFICER'));
      const others = bases.filter((base) => isBasis(base) && !own.includes(base));

      expect(basisFacts(who, known(bases, []))).toEqual(basisFacts(who, known(own, [])));
      expect(basisFacts(who, known(others, []))).toEqual({ kind: 'NONE', choices: 0 });
    }),
  );
});
