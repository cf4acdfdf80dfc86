import { bitOf, classSet } from '@seisi/schema/classes';
import { expect, test } from 'vitest';
import { cutOf, mostOf } from './decide.ts';
import { agreement, home, incident, ofHousehold, ofPerson, posting, self } from './home.testing.ts';

test('no ground opens nothing, not even the own record', () => {
  expect(ofHousehold({ kind: 'NONE' })).toBeNull();
  expect(ofPerson({ kind: 'NONE' }, 'head', home)).toBeNull();
  expect(ofPerson({ kind: 'NONE' }, 'head')).toBeNull();
});

test('whoever lives in two households is as open as in the more closed one', () => {
  const other = { ...home, key: 'other', district: '5_1' };

  expect(ofPerson(posting(), 'head', home, other)).toBeNull();
  expect(ofPerson(posting({ areas: ['05'] }), 'head', home, other)).toEqual([
    'register',
    'income.band',
    'income',
  ]);
});

test('the ceiling of an agreement holds what consents and incidents can add, and never what they cannot', () => {
  const consented = classSet(['income', 'bank', 'protection', 'receipts']);
  const own = classSet(['register', 'poverty', 'poverty.status']);

  expect(mostOf(agreement())).toBe(own);
  expect(mostOf(agreement({ consented }))).toBe(own | classSet(['income', 'income.band']));
  expect(mostOf(agreement({ incidents: [incident()] }))).toBe(own);
  const nowhere = [incident({ areas: [] })];
  const inEmergency = agreement({ classes: bitOf('area'), purpose: 'PUBLIC_EMERGENCY', incidents: nowhere });
  expect(mostOf(inEmergency)).toBe(bitOf('area'));
  expect(mostOf(agreement({ incidents: [incident()], purpose: 'PUBLIC_EMERGENCY' }))).toBe(
    classSet(['register', 'area', 'identity.masked', 'identity', 'contact', 'kinship.count', 'kinship']) |
      classSet(['health', 'disability.fact']),
  );
});

test('what is cut is said once: by the purpose, and what the purpose left, by the assurance level', () => {
  const cut = cutOf(
    agreement({
      classes: classSet(['register', 'income', 'area', 'poverty']),
      purpose: 'PUBLIC_INTEREST',
      assurance: 'low',
    }),
  );

  expect(cut).toEqual({
    purpose: classSet(['income', 'income.band']),
    assurance: classSet(['poverty', 'poverty.status']),
  });
  expect(cutOf(self('head', { assurance: 'substantial' }))).toEqual({
    purpose: 0,
    assurance: classSet(['bank', 'protection', 'health']),
  });
  expect(cutOf(posting({ classes: bitOf('bank') }))).toEqual({ purpose: 0, assurance: 0 });
  expect(cutOf({ kind: 'NONE' })).toEqual({ purpose: 0, assurance: 0 });
});
