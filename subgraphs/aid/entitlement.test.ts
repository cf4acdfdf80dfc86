import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReference } from '../../migrations/reference.ts';
import { type FamilyAward, familyMoney, type Rate } from './entitlement.ts';

const ROWS = readReference().find(({ table }) => table === 'scheme_rate')?.rows ?? [];
const whole = (cell: string | null | undefined) =>
  cell === null || cell === undefined ? null : Number(cell);

function ratesOf(code: string): Rate[] {
  return ROWS.filter((row) => row['scheme_code'] === code).map((row) => ({
    startsOn: row['starts_on'] ?? '',
    endsOn: row['ends_on'] ?? null,
    ageFrom: whole(row['age_from']),
    ageTo: whole(row['age_to']),
    amount: whole(row['amount']),
    isMost: row['is_most'] === 'true',
    familyCap: whole(row['family_cap']),
  }));
}

const paid = (code: string, month: string, ...births: (string | null)[]) => [
  ...familyMoney(
    ratesOf(code),
    month,
    births.map((birthDate, index) => ({ id: String(index), birthDate })),
  ).values(),
];

test.each([
  ['BKK', '2020-12', ['2018-01-01'], [10_000]],
  ['BKK', '2021-01', ['2018-01-01'], [20_000]],
  ['BKK', '2024-12', ['2020-01-01', '2010-01-01'], [15_000, 20_000]],
  ['BKK', '2025-01', ['2020-01-01', '2010-01-01'], [20_000, 25_000]],
  ['BKK', '2025-03', ['2018-03-01'], [20_000]],
  ['BKK', '2025-03', ['2018-03-02'], [25_000]],
  ['BKK', '2025-03', ['2006-03-01'], [0]],
  ['BKK', '2025-03', ['2020-01-01', null], [null, null]],
  ['BWE', '2024-12', ['1950-01-01'], [50_000]],
  ['BWE', '2025-01', ['1950-01-01'], [60_000]],
  ['BWE', '2025-01', [null], [null]],
  ['BA', '2024-12', ['1980-01-01', null, null, null], [5_000, 10_000, 10_000, 10_000].toSorted()],
  ['BA', '2025-01', [null], [15_000]],
  ['GP', '2025-01', ['1980-01-01'], [null]],
  ['SARA', '2025-01', ['1980-01-01'], [null]],
] as const)('%s pays in %s for those born on %j: %j sen', (code, month, births, amounts) => {
  const money = paid(code, month, ...births);
  expect(code === 'BA' ? money.toSorted() : money).toEqual(amounts);
});

test('a rate that changes within a month holds from the next month on', () => {
  const open = { ageFrom: null, ageTo: null, isMost: false, familyCap: null };
  const rates: Rate[] = [
    { ...open, startsOn: '2025-01-01', endsOn: '2025-06-14', amount: 10_000 },
    { ...open, startsOn: '2025-06-15', endsOn: null, amount: 30_000 },
  ];
  const of = (month: string) => familyMoney(rates, month, [{ id: 'one', birthDate: null }]).get('one');

  expect([of('2025-05'), of('2025-06'), of('2025-07')]).toEqual([10_000, 10_000, 30_000]);
});

const day = fc
  .tuple(
    fc.integer({ min: 2000, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));
const family: fc.Arbitrary<FamilyAward[]> = fc
  .array(day, { minLength: 1, maxLength: 9 })
  .map((births) => births.map((birthDate, index) => ({ id: `a${index}`, birthDate })));
const month = fc.constantFrom('2020-12', '2021-01', '2024-12', '2025-01', '2025-06');
const CAPPED = fc.constantFrom('BKK', 'BA', 'BAP');
const sum = (money: ReadonlyMap<string, number | null>) =>
  [...money.values()].reduce<number>((total, amount) => total + (amount ?? Number.NaN), 0);

test('a family is never paid more than the cap, each award whole sen and never less than nothing', () => {
  fc.assert(
    fc.property(CAPPED, month, family, (code, when, awards) => {
      const money = familyMoney(ratesOf(code), when, awards);
      const caps = ratesOf(code)
        .filter(({ startsOn, endsOn }) => startsOn <= `${when}-01` && `${when}-01` <= (endsOn ?? '9'))
        .map(({ familyCap }) => familyCap ?? 0);

      expect(sum(money)).toBeLessThanOrEqual(Math.min(...caps));
      for (const amount of money.values())
        expect(Number.isSafeInteger(amount) && Number(amount) >= 0).toBe(true);
    }),
  );
});

test('the order in which awards come changes nothing, and one more award never lowers what the family has', () => {
  fc.assert(
    fc.property(CAPPED, month, family, (code, when, awards) => {
      const money = familyMoney(ratesOf(code), when, awards);

      expect(new Map(familyMoney(ratesOf(code), when, awards.toReversed()))).toEqual(new Map(money));
      expect(sum(familyMoney(ratesOf(code), when, awards.slice(1)))).toBeLessThanOrEqual(sum(money));
    }),
  );
});

test('no two rates of a scheme hold for one age on one day, every scheme exists, and each row says its source', () => {
  const schemes = new Set(
    readReference()
      .find(({ table }) => table === 'scheme')
      ?.rows.map(({ code }) => code),
  );
  const dated = readReference().filter(({ table }) => table.startsWith('scheme_'));
  expect(dated.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['scheme_rate', 'scheme_document', 'scheme_exclusion']),
  );
  for (const row of dated.flatMap(({ rows }) => rows)) {
    expect(schemes).toContain(row['scheme_code']);
    expect(row['source']).toBeTruthy();
  }
  for (const code of schemes) {
    const rates = ratesOf(code ?? '');
    for (const [index, one] of rates.entries())
      for (const other of rates.slice(index + 1)) expect(meet(one, other)).toBe(false);
  }
});

function meet(one: Rate, other: Rate): boolean {
  const days = one.startsOn <= (other.endsOn ?? '9') && other.startsOn <= (one.endsOn ?? '9');
  const ages = (one.ageFrom ?? 0) <= (other.ageTo ?? 999) && (other.ageFrom ?? 0) <= (one.ageTo ?? 999);
  return days && ages;
}
