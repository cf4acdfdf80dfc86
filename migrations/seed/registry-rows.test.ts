import { expect, test } from 'vitest';
import { householdAt } from './household.ts';
import { CAST_SIZE } from './known.ts';
import { registryRows, rowBatches } from './registry-rows.ts';
import { noRows, type RegistryRows, TABLE_NAMES } from './rows.ts';

const AS_OF = '2026-01-01';
const rows = registryRows({ seed: 2, households: 3000, asOf: AS_OF });

/** Every value of one property, over all tables that have it. */
function all(property: string): unknown[] {
  return TABLE_NAMES.flatMap((name) =>
    rows[name].flatMap((row) => (property in row ? [(row as Record<string, unknown>)[property]] : [])),
  );
}

test('batches of any size, and households made backwards, are the same registry', () => {
  const options = { seed: 2, households: 60, asOf: AS_OF };
  const together = registryRows(options);
  for (const size of [1, 7, 60, 1000]) {
    const collected = noRows();
    for (const batch of rowBatches(options, size)) {
      for (const name of TABLE_NAMES) (collected[name] as unknown[]).push(...batch[name]);
    }
    expect(collected).toEqual(together);
  }
  const backwards = Array.from({ length: 60 }, (_, at) => householdAt(options, 59 - at)).reverse();
  expect(backwards.flatMap((household) => household.people)).toEqual(together.people);
});

test('another seed is another registry, with other identifiers for everyone', () => {
  const other = registryRows({ seed: 3, households: 60, asOf: AS_OF });
  const known = new Set(rows.people.map((person) => person.id));
  expect(other.people.some((person) => known.has(person.id))).toBe(false);
});

test('identifiers, keys, numbers and references are unique in the whole registry, and no key is an id', () => {
  // A ground fact is named like what it is a copy of.
  const facts = new Set<unknown>(rows.groundFacts.map((row) => row.id));
  expect(facts.size).toBe(rows.groundFacts.length);
  const ids = [...all('id').filter((id) => !facts.has(id)), ...all('key')];
  expect(new Set(ids).size).toBe(ids.length);
  for (const property of ['identityNumber', 'reference', 'applicationNumber']) {
    const values = all(property);
    expect(new Set(values).size, property).toBe(values.length);
  }
  const registered = new Set(rows.households.map((row) => row.registrationNumber));
  expect(registered.size).toBe(rows.households.length);
  const numbers = [
    ...rows.okuRegistrations.flatMap((row) => row.number ?? []),
    ...rows.okuCards.map((row) => row.number),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('every fact had begun by the date of the registry', () => {
  const began = [
    'registeredOn',
    'birthDate',
    'since',
    'assessedOn',
    'categorySince',
    'issuedOn',
    'lostOn',
    'cancelledOn',
  ];
  const dates = [...began, 'inductedOn', 'startsOn', 'month', 'paidOn', 'awardStartsOn', 'validFrom'];
  for (const property of dates) {
    const late = all(property).filter((date) => typeof date === 'string' && date > AS_OF);
    expect(late, property).toEqual([]);
  }
  for (const property of ['submittedAt', 'completeAt', 'decidedAt', 'sentAt']) {
    const late = all(property).filter((instant) => instant instanceof Date && instant.toISOString() > AS_OF);
    expect(late, property).toEqual([]);
  }
});

test('the registry has the shape of its sources: poverty, disability, volunteers, states', () => {
  const newest = new Map(rows.assessments.map((row) => [row.householdKey, row.status]));
  const share = (part: number, whole: number): number => (100 * part) / whole;
  const poor = [...newest.values()].filter((status) => status !== 'EXITED').length;
  expect(share(poor, newest.size)).toBeGreaterThan(50);
  expect(share(poor, newest.size)).toBeLessThan(60);
  expect(share(rows.okuRegistrations.length, rows.people.length)).toBeGreaterThan(5);
  expect(share(rows.okuRegistrations.length, rows.people.length)).toBeLessThan(7);
  expect(share(rows.volunteerings.length, rows.people.length)).toBeGreaterThan(0.4);
  expect(share(rows.volunteerings.length, rows.people.length)).toBeLessThan(1.2);
  expect(share(rows.referrals.length, rows.households.length)).toBeGreaterThan(3.5);
  expect(share(rows.referrals.length, rows.households.length)).toBeLessThan(7);
  expect(rows.people.length / rows.households.length).toBeGreaterThan(3.6);
  expect(rows.people.length / rows.households.length).toBeLessThan(4.3);
  const byState = countBy(rows, (household) => household.state);
  // Selangor has 1,836,410 of 8,234,436 households, Perlis 80,850 (Census 2020).
  expect(Math.abs(share(byState.get('10') ?? 0, rows.households.length) - 22.3)).toBeLessThan(3);
  expect(Math.abs(share(byState.get('09') ?? 0, rows.households.length) - 1)).toBeLessThan(0.8);
  expect(byState.size).toBe(16);
});

function countBy(
  { households }: RegistryRows,
  by: (household: RegistryRows['households'][number]) => string,
) {
  return new Map([...Map.groupBy(households, by)].map(([key, group]) => [key, group.length]));
}

test('a size or a date out of range is refused in a sentence that says what fits', () => {
  const refused = (households: number, asOf: string) => () => registryRows({ seed: 1, households, asOf });
  for (const households of [0, CAST_SIZE - 1, 1_200_001, 10.5, Number.NaN]) {
    expect(refused(households, AS_OF)).toThrow(/7 to 1200000 households/);
  }
  for (const asOf of ['2025-12-31', '2026-02-30', 'today', ''])
    expect(refused(60, asOf)).toThrow(/begins on 2026-01-01/);
  expect(refused(60, '2028-02-29')).not.toThrow();
});
