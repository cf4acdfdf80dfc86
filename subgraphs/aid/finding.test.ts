import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FindingRow } from './finding.table.ts';
import { foundOf, type RegistersSay, saidOf, wantedFinding } from './finding.ts';

const TODAY = '2026-11-23';
const asked = (given: object) => ({
  ...{ application: 'a', reason: ' a slip of the employer ', idempotencyKey: 'k' },
  ...given,
});

test.each([
  [{ income: 90_000 }, 'INCOME'],
  [{ income: 0 }, 'INCOME'],
  [{ birthDate: '1960-02-29' }, 'AGE'],
  [{ alive: false }, 'ALIVE'],
  [{ citizen: true, income: null }, 'CITIZENSHIP'],
] as const)('a finding of one fact, %j, is one on %s', (given, fact) => {
  expect(wantedFinding(asked(given), TODAY)).toEqual({
    ...{ birthDate: null, alive: null, citizen: null, income: null },
    ...{ fact, reason: 'a slip of the employer' },
    ...given,
  });
});

test.each([
  [{}],
  [{ income: 1, alive: true }],
  [{ income: -1 }],
  [{ income: 100_000_001 }],
  [{ birthDate: '2026-11-24' }],
  [{ alive: true, reason: '  ' }],
])('a finding of none or two facts, out of bounds or without a reason is refused: %j', (given) => {
  expect(() => wantedFinding(asked(given), TODAY)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT' }),
  );
});

const fact = fc.constantFrom('AGE', 'ALIVE', 'CITIZENSHIP', 'INCOME');
const day = fc.constantFrom('1950-01-01', '1980-06-30', '2019-12-31');
const says: fc.Arbitrary<RegistersSay> = fc.record({
  LHDN: fc.option(fc.record({ yearlyIncome: fc.nat({ max: 3 }), assessmentYear: fc.constant(2025) })),
  JPN: fc.option(fc.record({ citizen: fc.boolean(), alive: fc.boolean(), birthDate: day })),
});
const row = (id: number, of: FindingRow['fact'], said: RegistersSay): FindingRow => ({
  ...{
    id: String(id),
    place: id,
    applicationId: 'a',
    fact: of,
    reason: 'x',
    by: 'officer',
    at: new Date(id),
  },
  birthDate: of === 'AGE' ? '1961-01-01' : null,
  alive: of === 'ALIVE' ? true : null,
  citizen: of === 'CITIZENSHIP' ? true : null,
  income: of === 'INCOME' ? 100 + id : null,
  against: saidOf(of, said),
});
const NAMES = { AGE: 'age', ALIVE: 'alive', CITIZENSHIP: 'citizen', INCOME: 'income' } as const;

test('the newest finding of a fact counts while its register is silent or says what it said then, and else none does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fact, says), { maxLength: 6 }), says, (made, now) => {
      const rows = made.map(([of, then], id) => row(id, of, then));
      const found = foundOf(rows, now, TODAY);
      for (const of of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
        const place = made.findLastIndex(([one]) => one === of);
        const then = made[place]?.[1];
        const word = saidOf(of, now);
        const counts = then !== undefined && (word === null || word === saidOf(of, then));
        const value = { AGE: 65, ALIVE: true, CITIZENSHIP: true, INCOME: 100 + place }[of];
        expect(found[NAMES[of]]).toBe(counts ? value : null);
      }
    }),
    { numRuns: 500 },
  );
});
