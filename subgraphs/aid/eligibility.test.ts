import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Circumstances, eligibility } from './eligibility.ts';
import { criteriaOf } from './scheme-criteria.testing.ts';
import { isOfHousehold } from './scheme-criteria.ts';

const CODES = ['BKK', 'BWE', 'BA', 'BPT', 'EPOKU', 'BTB', 'GP', 'BAT'];
const LINES = { household: 250_000, perHead: 60_000, foodHousehold: 120_000, foodPerHead: 30_000 };
const POOR: Circumstances = {
  age: 60,
  citizen: true,
  income: 100_000,
  lines: LINES,
  household: { income: 120_000, members: 3, minors: 1 },
};

const answerOf = (code: string, given: Partial<Circumstances> = {}) => {
  const { answer, because } = eligibility(criteriaOf(code), { ...POOR, ...given });
  return [answer, ...because].join(' ');
};
const home = (income: number, members = 3, minors = 1) => ({ household: { income, members, minors } });

test.each([
  ['BKK', {}, 'YES'],
  ['BKK', home(120_001), 'NO'],
  ['BKK', home(150_000, 5), 'YES'],
  ['BKK', home(150_001, 5), 'NO'],
  ['BKK', home(0, 3, 0), 'NO'],
  ['BKK', { household: null }, 'CANNOT_TELL HOUSEHOLD'],
  ['BKK', { lines: null }, 'CANNOT_TELL POVERTY_LINE'],
  ['BKK', { household: null, lines: null }, 'CANNOT_TELL HOUSEHOLD POVERTY_LINE'],
  ['BKK', { lines: null, ...home(0, 3, 0) }, 'NO'],
  ['BKK', { citizen: false, household: null }, 'NO'],
  ['BWE', {}, 'YES'],
  ['BWE', { age: 59 }, 'NO'],
  ['BWE', { age: null }, 'CANNOT_TELL AGE'],
  ['BWE', home(250_000), 'YES'],
  ['BWE', home(250_001), 'NO'],
  ['BA', home(300_000, 5), 'YES'],
  ['BA', { citizen: null }, 'CANNOT_TELL CITIZENSHIP'],
  ['BPT', home(300_000), 'YES'],
  ['BPT', home(300_001), 'NO'],
  ['EPOKU', { income: 150_000 }, 'CANNOT_TELL OKU_CARD'],
  ['EPOKU', { income: 150_001 }, 'NO'],
  ['EPOKU', { age: 15 }, 'NO'],
  ['EPOKU', { income: null, household: null, lines: null }, 'CANNOT_TELL INCOME OKU_CARD'],
  ['BTB', { income: 250_000 }, 'CANNOT_TELL OKU_CARD'],
  ['BTB', { income: 250_001 }, 'NO'],
  ['BTB', { lines: null }, 'CANNOT_TELL OKU_CARD POVERTY_LINE'],
  ['GP', home(249_999), 'YES'],
  ['GP', home(250_000), 'NO'],
  ['BAT', home(249_999), 'CANNOT_TELL OKU_CARD'],
  ['BAT', home(250_000), 'NO'],
  ['SARA', {}, 'CANNOT_TELL CRITERIA'],
  ['toString', {}, 'CANNOT_TELL CRITERIA'],
] as const)(
  '%s for %j is %s: JKM’s tests take the line itself, “below the line” does not',
  (code, given, answer) => {
    expect(answerOf(code, given)).toBe(answer);
  },
);

const sen = fc.nat({ max: 400_000 });
const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  age: fc.option(fc.nat({ max: 90 })),
  citizen: fc.option(fc.boolean()),
  income: fc.option(sen),
  lines: fc.option(fc.record({ household: sen, perHead: sen, foodHousehold: sen, foodPerHead: sen })),
  household: fc.option(
    fc.record({ income: sen, members: fc.integer({ min: 1, max: 12 }), minors: fc.nat({ max: 6 }) }),
  ),
});

test('with any fact taken away, an answer stays as it was or cannot be told, and says by which fact', () => {
  const names = fc.constantFrom('age', 'citizen', 'income', 'lines', 'household');
  fc.assert(
    fc.property(fc.constantFrom(...CODES), circumstances, names, (code, known, lost) => {
      const before = eligibility(criteriaOf(code), known);
      const after = eligibility(criteriaOf(code), { ...known, [lost]: null });

      expect(['CANNOT_TELL', before.answer]).toContain(after.answer);
      expect(after.because.length > 0).toBe(after.answer === 'CANNOT_TELL');
    }),
  );
});

test('where nothing is known, nobody is told no', () => {
  const nothing = { age: null, citizen: null, income: null, lines: null, household: null };
  for (const code of CODES) expect(eligibility(criteriaOf(code), nothing).answer).toBe('CANNOT_TELL');
});

test('a scheme that no criterion ties to the household says the same whoever else lives there', () => {
  const own = CODES.filter((code) => criteriaOf(code)?.some(isOfHousehold) === false);
  expect(own).toEqual(['EPOKU', 'BTB']);
  fc.assert(
    fc.property(fc.constantFrom(...own), circumstances, circumstances, (code, known, { household }) => {
      const [one, other] = [known, { ...known, household }].map((each) =>
        eligibility(criteriaOf(code), each),
      );
      expect(one?.answer).toBe(other?.answer);
    }),
  );
});
