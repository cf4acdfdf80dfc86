import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inForce } from './assessment.ts';
import { yearsBetween } from './calendar.ts';
import { householdAt } from './household.ts';
import { CAST_SIZE } from './known.ts';
import { linesPerHead } from './poverty-line.ts';
import { MOST_HOUSEHOLDS } from './registry-index.ts';
import type { RegistryRows } from './rows.ts';

const AS_OF = '2026-01-01';
const anyIndex = fc.oneof(
  fc.integer({ min: 0, max: CAST_SIZE - 1 }),
  fc.integer({ min: 0, max: MOST_HOUSEHOLDS - 1 }),
);

/** Holds a claim against many households, those with a part among them. */
function everyHousehold(claim: (rows: RegistryRows, index: number) => void): void {
  fc.assert(
    fc.property(anyIndex, fc.integer({ min: 1, max: 9 }), (index, seed) => {
      claim(householdAt({ seed, asOf: AS_OF }, index), index);
    }),
    { numRuns: 300 },
  );
}

test('the same seed, date and index give the same household', () => {
  fc.assert(
    fc.property(anyIndex, (index) => {
      expect(householdAt({ seed: 1, asOf: AS_OF }, index)).toEqual(
        householdAt({ seed: 1, asOf: AS_OF }, index),
      );
    }),
    { numRuns: 50 },
  );
});

test('one household has exactly one head, who lives in it and is a grown person', () => {
  everyHousehold(({ households, memberships, people }) => {
    const [household] = households;
    const today = memberships.filter((row) => row.until === null);
    const heads = today.filter((row) => row.relationToHead === 'HEAD');
    expect(households).toHaveLength(1);
    expect(heads.map((row) => row.personKey)).toEqual([household?.headKey]);
    expect(today.map((row) => row.personKey).sort()).toEqual(people.map((row) => row.key).sort());
    expect(people.length).toBeGreaterThanOrEqual(1);
    expect(people.length).toBeLessThanOrEqual(12);
    const head = people.find((row) => row.key === household?.headKey);
    expect(yearsBetween(head?.birthDate ?? '', AS_OF)).toBeGreaterThanOrEqual(20);
  });
});

test('members are of ages that their kinship allows', () => {
  everyHousehold(({ memberships, people }) => {
    const ages = (relation: string): number[] =>
      memberships
        .filter((row) => row.until === null && row.relationToHead === relation)
        .map((row) => yearsBetween(people.find((one) => one.key === row.personKey)?.birthDate ?? '', AS_OF));
    const [head = Number.NaN] = ages('HEAD');
    for (const age of ages('SPOUSE')) expect(age).toBeGreaterThanOrEqual(18);
    for (const age of ages('CHILD')) expect(head - age).toBeGreaterThanOrEqual(16);
    for (const age of ages('PARENT')) expect(age - head).toBeGreaterThanOrEqual(16);
    for (const age of ages('GRANDCHILD')) expect(head - age).toBeGreaterThanOrEqual(36);
    expect(ages('SPOUSE').length).toBeLessThanOrEqual(1);
    expect(ages('PARENT').length).toBeLessThanOrEqual(2);
  });
});

test('a child carries a MyKid, a grown person works or not, and a minor neither works nor is married', () => {
  everyHousehold(({ people }) => {
    for (const person of people) {
      const age = yearsBetween(person.birthDate, AS_OF);
      expect(person.identityNumberKind).toBe(age < 12 ? 'MYKID' : 'MYKAD');
      if (age >= 18) continue;
      expect(person.employment).toBe('NOT_IN_LABOUR_FORCE');
      expect(person.maritalStatus).toBe('SINGLE');
    }
  });
});

test('each assessment follows from the facts, the lines and the verdict of its own day', () => {
  everyHousehold(({ households, memberships, incomes, assessments }) => {
    let wasPoor = false;
    for (const [nth, row] of assessments.entries()) {
      const living = memberships.filter((one) => inForce(one, row.assessedOn)).map((one) => one.personKey);
      const total = incomes
        .filter((one) => living.includes(one.personKey) && inForce(one, row.assessedOn))
        .reduce((sum, one) => sum + one.monthly, 0);
      const lines = linesPerHead(row.basisYear, households[0]!.state, households[0]!.strata);
      const perHead = total / living.length;
      const poor = perHead < lines.povertyLinePerHead;
      expect([row.totalMonthlyIncome, row.memberCount]).toEqual([total, living.length]);
      expect(row.status === 'EXITED').toBe(!poor);
      expect(row.status === 'HARDCORE_POOR').toBe(perHead < lines.foodLinePerHead);
      expect(row.exitReason).toBe(poor ? null : nth > 0 && wasPoor ? 'INCOME_RISE' : 'NOT_POOR');
      wasPoor ||= poor;
    }
    if (households[0]!.registrationStatus !== 'CONFIRMED') expect(assessments).toEqual([]);
  });
});

test('what a person earns today is in whole sen, from one row a source', () => {
  everyHousehold(({ incomes }) => {
    for (const row of incomes) expect(Number.isSafeInteger(row.monthly) && row.monthly > 0).toBe(true);
    const today = incomes.filter((row) => row.until === null).map((row) => `${row.personKey}/${row.source}`);
    expect(new Set(today).size).toBe(today.length);
  });
});
