import { expect, test } from 'vitest';
import {
  ageOn,
  type Composition,
  dependantsUnder18,
  factsForAid,
  factsForOku,
  linesOf,
  type MemberFigures,
  totalsOf,
} from './derived.ts';

const TODAY = '2026-11-22';

function member(given: Partial<MemberFigures> = {}): MemberFigures {
  return { personKey: 'p', relation: 'SPOUSE', birthDate: '1985-01-01', monthly: 100, ...given };
}

const family: Composition = {
  whole: true,
  members: [
    member({ relation: 'HEAD' }),
    member({ relation: 'CHILD', birthDate: '2008-11-23', monthly: 0 }),
    member({ relation: 'CHILD', birthDate: '2008-11-22' }),
  ],
};

test.each([
  ['2000-11-22', 26],
  ['2000-11-23', 25],
  ['2000-02-29', 26],
  ['2026-11-22', 0],
] as const)('who was born on %s is %i years old', (birthDate, age) => {
  expect(ageOn(birthDate, TODAY)).toBe(age);
});

test('one born on 29 February has the birthday on 1 March', () => {
  expect([ageOn('2000-02-29', '2026-02-28'), ageOn('2000-02-29', '2026-03-01')]).toEqual([25, 26]);
});

test('dependants are members under 18 today; a head of 17 has none for being young', () => {
  expect(dependantsUnder18(family, TODAY)).toBe(1);
  const young = member({ relation: 'HEAD', birthDate: '2010-01-01' });
  expect(dependantsUnder18({ whole: true, members: [young] }, TODAY)).toBe(0);
});

test('the room of aid is told figures and no person, the room of OKU persons and no figure', () => {
  const household = totalsOf(family, TODAY);
  expect(household).toEqual({ income: 200, members: 3, minors: 1 });
  expect(factsForOku(family)).toEqual({ members: ['p', 'p', 'p'], whole: true });
  const own = { birthDate: '1966-11-22', identityNumberKind: 'MYPR', monthly: 7 };
  expect(factsForAid(own, { household, lines: null }, TODAY)).toEqual({
    age: 60,
    citizen: false,
    income: 7,
    household,
    lines: null,
  });
});

test('a household of which somebody is left out, or in which nobody lives, has no figures', () => {
  expect(totalsOf({ ...family, whole: false }, TODAY)).toBeNull();
  expect(totalsOf({ whole: true, members: [] }, TODAY)).toBeNull();
  expect(factsForAid(null, { household: null, lines: null }, TODAY)).toEqual({
    age: null,
    citizen: null,
    income: null,
    household: null,
    lines: null,
  });
});

test('the lines of a place are all four or none, and one for the strata goes before one for both', () => {
  const kinds = ['POVERTY', 'FOOD'] as const;
  const bases = ['HOUSEHOLD', 'PER_HEAD'] as const;
  const both = kinds.flatMap((kind, at) =>
    bases.map((basis, or) => ({ kind, basis, strata: null, amount: 10 * at + or })),
  );
  const urban = { kind: 'FOOD', basis: 'PER_HEAD', strata: 'URBAN', amount: 99 } as const;

  expect(linesOf([...both, urban], 'RURAL')).toEqual({
    household: 0,
    perHead: 1,
    foodHousehold: 10,
    foodPerHead: 11,
  });
  expect(linesOf([...both, urban], 'URBAN')).toMatchObject({ foodPerHead: 99 });
  expect(linesOf(both.slice(1), 'RURAL')).toBeNull();
});
