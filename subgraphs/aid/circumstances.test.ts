import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RegisterSays, reconciled } from './circumstances.ts';
import { type Circumstances, eligibility } from './eligibility.ts';
import { criteriaOf } from './scheme-criteria.ts';

const LINES = { household: 250_000, perHead: 60_000, foodHousehold: 120_000, foodPerHead: 30_000 };
const SOURCES = ['PERSON', 'HOUSEHOLD', 'LINES', 'LHDN', 'JPN'] as const;
const CODES = ['BKK', 'BWE', 'BA', 'BPT', 'GP', 'EPOKU', 'BTB', 'BAT'] as const;

/** A home whose person register is whole: what each register would say, were it heard. */
type Home = { readonly known: Circumstances; readonly says: RegisterSays };

const sen = fc.nat({ max: 400_000 });
const home: fc.Arbitrary<Home> = fc
  .record({
    age: fc.nat({ max: 90 }),
    isCitizen: fc.boolean(),
    isCitizenAtJpn: fc.boolean(),
    income: sen,
    yearlyIncome: fc.nat({ max: 6_000_000 }),
    household: fc.record({
      income: sen,
      members: fc.integer({ min: 1, max: 9 }),
      minors: fc.nat({ max: 4 }),
    }),
  })
  .map(({ age, isCitizen, isCitizenAtJpn, income, yearlyIncome, household }) => ({
    known: { age, citizen: isCitizen, income, lines: LINES, household },
    says: { LHDN: { yearlyIncome }, JPN: { citizen: isCitizenAtJpn } },
  }));

/** The answer with only these registers heard. */
function heard({ known, says }: Home, sources: ReadonlySet<string>, code: string): string {
  const nobody = { age: null, citizen: null, income: null };
  const parts = {
    ...(sources.has('PERSON') ? known : { ...known, ...nobody }),
    household: sources.has('HOUSEHOLD') ? known.household : null,
    lines: sources.has('LINES') ? known.lines : null,
  };
  const asked = { LHDN: sources.has('LHDN') ? says.LHDN : null, JPN: sources.has('JPN') ? says.JPN : null };
  return eligibility(criteriaOf(code), reconciled(parts, asked).known).answer;
}

const SUBSETS = Array.from(
  { length: 2 ** SOURCES.length },
  (_, bits) => new Set<string>(SOURCES.filter((_source, index) => ((bits >> index) & 1) === 1)),
);

/** Written apart from the rule: BKK, from what is heard, by asking whether any truth that fits could say otherwise. */
function oracle({ known, says }: Home, sources: ReadonlySet<string>): string {
  const { citizen, income, household } = known;
  if (household === null || income === null || says.LHDN === null)
    throw new Error('A home is invented whole.');
  const told = (...names: string[]) => names.every((name) => sources.has(name));
  const isCitizenKnown = told('PERSON', 'JPN') && says.JPN?.citizen === citizen;
  const isHomeKnown = told('PERSON', 'LHDN', 'HOUSEHOLD') && says.LHDN.yearlyIncome <= income * 12;
  const isWithin = household.income <= Math.max(120_000, 30_000 * household.members);
  const isAgainst = [
    isCitizenKnown && citizen === false,
    isHomeKnown && household.minors === 0,
    isHomeKnown && told('LINES') && !isWithin,
  ].includes(true);
  if (isAgainst) return 'NO';
  return isCitizenKnown && isHomeKnown && told('LINES') ? 'YES' : 'CANNOT_TELL';
}

test('over every set of registers, with one fallen silent the answer is the same or cannot be told', () => {
  fc.assert(
    fc.property(home, fc.constantFrom(...CODES), (one, code) => {
      const answers = SUBSETS.map((sources) => heard(one, sources, code));
      const changed = answers.flatMap((before, bits) =>
        SOURCES.map((_source, index) => answers[bits & ~(1 << index)] ?? '').filter(
          (after) => after !== before && after !== 'CANNOT_TELL',
        ),
      );
      expect(changed).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('for 1,000 homes and every set of registers the answer is that of a rule written apart', () => {
  fc.assert(
    fc.property(home, (one) => {
      const [told, fits] = [heard, oracle].map((say) => SUBSETS.map((sources) => say(one, sources, 'BKK')));
      expect(told).toEqual(fits);
    }),
    { numRuns: 1000 },
  );
});

const STATED: Circumstances = {
  age: 60,
  citizen: true,
  income: 90_000,
  lines: LINES,
  household: { income: 90_000, members: 2, minors: 1 },
};

test.each([
  ['says 900 a month too', { LHDN: { yearlyIncome: 1_080_000 }, JPN: { citizen: true } }, [], 'YES'],
  ['says less', { LHDN: { yearlyIncome: 0 }, JPN: { citizen: true } }, [], 'YES'],
  [
    'says 4,000 a month',
    { LHDN: { yearlyIncome: 4_800_000 }, JPN: { citizen: true } },
    ['INCOME'],
    'CANNOT_TELL',
  ],
  [
    'says one sen more',
    { LHDN: { yearlyIncome: 1_080_001 }, JPN: { citizen: true } },
    ['INCOME'],
    'CANNOT_TELL',
  ],
  ['is down', { LHDN: null, JPN: { citizen: true } }, [], 'CANNOT_TELL'],
  [
    'agrees and JPN says no citizen',
    { LHDN: { yearlyIncome: 0 }, JPN: { citizen: false } },
    ['CITIZENSHIP'],
    'CANNOT_TELL',
  ],
] as const)('of a person who states RM900 a month, LHDN %s', (_said, says, conflicts, answer) => {
  const { known, conflicts: found } = reconciled(STATED, says);

  expect(found).toEqual(conflicts);
  expect(eligibility(criteriaOf('BKK'), known).answer).toBe(answer);
});
