import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judged } from './application-eligibility.ts';
import type { RegisterSays } from './circumstances.ts';
import type { Circumstances } from './eligibility.ts';
import type { Found } from './finding.ts';
import { criteriaOf } from './scheme-criteria.testing.ts';

const LINES = { household: 250_000, perHead: 60_000, foodHousehold: 120_000, foodPerHead: 30_000 };
const SOURCES = ['PERSON', 'HOUSEHOLD', 'LINES', 'LHDN', 'JPN'] as const;
const NOTHING: Found = { age: null, alive: null, citizen: null, income: null };
const CODES = ['BKK', 'BWE', 'BA', 'BPT', 'GP', 'EPOKU', 'BTB', 'BAT'] as const;

/** A home whose person register is whole: what each register would say, were it heard. */
type Home = { readonly known: Circumstances; readonly says: RegisterSays };

const sen = fc.nat({ max: 400_000 });
const home: fc.Arbitrary<Home> = fc
  .record({
    age: fc.nat({ max: 90 }),
    isCitizen: fc.boolean(),
    isCitizenAtJpn: fc.boolean(),
    isAlive: fc.boolean(),
    ageAtJpn: fc.option(fc.nat({ max: 90 })),
    income: sen,
    yearlyIncome: fc.nat({ max: 6_000_000 }),
    household: fc.record({
      income: sen,
      members: fc.integer({ min: 1, max: 9 }),
      minors: fc.nat({ max: 4 }),
    }),
  })
  .map(({ age, ageAtJpn, isAlive, isCitizen, isCitizenAtJpn, income, yearlyIncome, household }) => ({
    known: { age, citizen: isCitizen, income, lines: LINES, household },
    says: { LHDN: { yearlyIncome }, JPN: { citizen: isCitizenAtJpn, alive: isAlive, age: ageAtJpn ?? age } },
  }));

/** The answer with only these registers heard. */
function heard({ known, says }: Home, sources: ReadonlySet<string>, code: string, found = NOTHING): string {
  const nobody = { age: null, citizen: null, income: null };
  const parts = {
    ...(sources.has('PERSON') ? known : { ...known, ...nobody }),
    household: sources.has('HOUSEHOLD') ? known.household : null,
    lines: sources.has('LINES') ? known.lines : null,
  };
  const asked = { LHDN: sources.has('LHDN') ? says.LHDN : null, JPN: sources.has('JPN') ? says.JPN : null };
  return judged({ criteria: criteriaOf(code), known: parts, says: asked, found, held: [], excluding: [] })
    .verdict.answer;
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
  const isAlive = told('JPN') && says.JPN?.alive === true;
  return isAlive && isCitizenKnown && isHomeKnown && told('LINES') ? 'YES' : 'CANNOT_TELL';
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

const CIVIL = { citizen: true, alive: true, age: 60 };
const of = (says: RegisterSays, held: readonly string[] = [], found: Partial<Found> = {}) =>
  judged({
    ...{ criteria: criteriaOf('BKK'), known: STATED, says, held, excluding: ['EPDK'] },
    found: { ...NOTHING, ...found },
  });
const tax = (yearlyIncome: number) => ({ LHDN: { yearlyIncome }, JPN: CIVIL });
const civil = (given: Partial<typeof CIVIL>) => ({ LHDN: { yearlyIncome: 0 }, JPN: { ...CIVIL, ...given } });

test.each([
  ['LHDN says 900 a month too', tax(1_080_000), [], 'YES', []],
  ['LHDN says less', tax(0), [], 'YES', []],
  ['LHDN says 4,000 a month', tax(4_800_000), ['INCOME'], 'CANNOT_TELL', ['HOUSEHOLD']],
  ['LHDN says one sen more', tax(1_080_001), ['INCOME'], 'CANNOT_TELL', ['HOUSEHOLD']],
  ['LHDN is down', { LHDN: null, JPN: CIVIL }, [], 'CANNOT_TELL', ['HOUSEHOLD']],
  ['JPN says no citizen', civil({ citizen: false }), ['CITIZENSHIP'], 'CANNOT_TELL', ['CITIZENSHIP']],
  ['JPN says dead', civil({ alive: false }), ['ALIVE'], 'CANNOT_TELL', ['ALIVE']],
  ['JPN says another age', civil({ age: 17 }), ['AGE'], 'YES', []],
  ['JPN is down', { LHDN: { yearlyIncome: 0 }, JPN: null }, [], 'CANNOT_TELL', ['ALIVE', 'CITIZENSHIP']],
] as const)('of a person who states RM900 a month, %s', (_said, says, conflicts, answer, because) => {
  const found = of(says);
  expect(found.conflicts).toEqual(conflicts);
  expect([found.verdict.answer, found.verdict.because.toSorted()]).toEqual([answer, because]);
});

test.each([
  ['LHDN says 4,000 a month', tax(4_800_000), { income: 90_000 }, [], 'YES'],
  ['LHDN says 4,000 a month', tax(4_800_000), { income: 400_000 }, [], 'NO'],
  ['LHDN is down', { LHDN: null, JPN: CIVIL }, { income: 90_000 }, [], 'YES'],
  ['JPN says no citizen', civil({ citizen: false }), { citizen: true }, [], 'YES'],
  ['JPN says no citizen', civil({ citizen: false }), { citizen: false }, [], 'NO'],
  ['JPN says dead', civil({ alive: false }), { alive: true }, [], 'YES'],
  ['JPN says dead', civil({ alive: false }), { alive: false }, [], 'NO'],
  ['JPN says dead', civil({ alive: false }), { income: 90_000 }, ['ALIVE'], 'CANNOT_TELL'],
  ['JPN is down', { LHDN: { yearlyIncome: 0 }, JPN: null }, { alive: true, citizen: true }, [], 'YES'],
] as const)(
  '%s, and an officer found out %#: eligibility stands on the finding',
  (_said, says, found, conflicts, answer) => {
    const told = of(says, [], found);
    expect([told.conflicts, told.verdict.answer]).toEqual([conflicts, answer]);
  },
);

test('what was found out of all facts decides whatever registers say or are silent about', () => {
  const all = fc.record({
    age: fc.nat({ max: 90 }),
    alive: fc.boolean(),
    citizen: fc.boolean(),
    income: sen,
  });
  fc.assert(
    fc.property(home, fc.constantFrom(...CODES), all, (one, code, found) => {
      const answers = SUBSETS.filter((sources) =>
        ['PERSON', 'HOUSEHOLD', 'LINES'].every((own) => sources.has(own)),
      );
      const said = new Set(answers.map((sources) => heard(one, sources, code, found)));
      expect(said.size).toBe(1);
    }),
    { numRuns: 500 },
  );
});

test('which registers did not tell what the answer hangs on is said, and of others nothing', () => {
  expect(of({ LHDN: null, JPN: null }).silent).toEqual(['LHDN', 'JPN']);
  expect(of({ LHDN: null, JPN: CIVIL }).silent).toEqual(['LHDN']);
  expect(of(tax(4_800_000)).silent).toEqual([]);
  // An award that excludes decides whatever is not heard.
  expect(of({ LHDN: null, JPN: null }, ['EPDK'])).toMatchObject({ silent: [], verdict: { answer: 'NO' } });
});

test('an award under another scheme excludes where the scheme says so, and each criterion says what came of it', () => {
  expect(of(tax(0), ['BWE']).verdict.answer).toBe('YES');
  const { verdict, reasons } = of(tax(0), ['BWE', 'EPDK']);
  expect(verdict.answer).toBe('NO');
  expect(reasons.map((reason) => `${reason.criterion} ${reason.verdict.answer}`)).toEqual([
    'CITIZEN YES',
    'MINOR_IN_HOUSEHOLD YES',
    'HOUSEHOLD_WITHIN_LINES YES',
    'ALIVE YES',
    'NO_EXCLUDING_AID NO',
  ]);
});

test('without criteria on record it cannot be told', () => {
  const known = { criteria: null, known: STATED, says: tax(0), found: NOTHING, held: [], excluding: [] };
  expect(judged(known).verdict).toMatchObject({ answer: 'CANNOT_TELL', because: ['CRITERIA'] });
});
