import { ALL_CLASSES, classNames, classSet, closure, type DataClass } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { CONSENTABLE, openedByConsent, reachesFiguresOfHidden, reachesSealed, waysOf } from './decide.ts';
import type { Ground } from './ground.ts';
import { agreement, incident, posting, self } from './home.testing.ts';

const NONE: Ground = { kind: 'NONE' };
const anywhere = { homeOf: null, areas: null, notHomeOf: [], acceptedBy: null };

describe('lists are found along the ways of a ground', () => {
  test('a citizen’s is the own home', () => {
    const own = classSet(['register', 'area', 'contact', 'poverty.status', 'kinship.count', 'kinship']);

    expect(waysOf(self('head'))).toEqual([{ ...anywhere, classes: own, homeOf: 'head' }]);
  });

  test('a posting’s is its areas, without the homes of the officer’s kin', () => {
    const classes = closure(classSet(['register', 'income']));

    expect(waysOf(posting({ kin: ['officer', 'cousin'] }))).toEqual([
      { ...anywhere, classes, areas: ['5_5'], notHomeOf: ['officer', 'cousin'] },
    ]);
  });

  test('an agreement’s are its areas or what its agency accepted there, and every incident that counts', () => {
    const classes = closure(classSet(['register', 'poverty']));
    const inEmergency = agreement({
      classes: classSet(['register']),
      purpose: 'PUBLIC_EMERGENCY',
      incidents: [incident(), incident({ agencies: ['hospital'] })],
    });

    expect(waysOf(agreement())).toEqual([{ ...anywhere, classes, areas: ['05'] }]);
    const accepted = (...named: DataClass[]) => ({
      areas: ['05'],
      acceptedBy: { agency: 'ngo', classes: named },
    });
    expect(waysOf(agreement({ population: 'REFERRED' }))).toEqual([
      { ...anywhere, classes: classSet(['register']), ...accepted('register') },
      { ...anywhere, classes: classSet(['poverty.status']), ...accepted('poverty.status', 'poverty') },
      { ...anywhere, classes: closure(classSet(['poverty'])), ...accepted('poverty') },
    ]);
    expect(waysOf(inEmergency)).toEqual([
      { ...anywhere, classes: classSet(['register']), areas: ['05'] },
      { ...anywhere, classes: expect.any(Number), areas: ['5_1'] },
    ]);
  });

  test('a way that opens no class is none, and without a ground there is none', () => {
    expect(waysOf(posting({ classes: classSet(['bank']), assurance: 'low' }))).toEqual([]);
    expect(waysOf(NONE)).toEqual([]);
  });
});

test('under a seal lists find what the adult’s own ground and the duty that names protection reach', () => {
  const protecting = posting({ classes: classSet(['register', 'protection']) });

  expect(reachesSealed(self('head'))).toBe(true);
  expect(reachesSealed(protecting)).toBe(true);
  const others = [
    self('head', { adult: false }),
    { ...protecting, assurance: 'substantial' as const },
    posting(),
    agreement({ classes: ALL_CLASSES }),
    NONE,
  ];
  for (const ground of others) expect(reachesSealed(ground)).toBe(false);
});

test('figures in which someone has a part who is sealed elsewhere are reached by the duty that names protection alone', () => {
  const protecting = posting({ classes: classSet(['register', 'protection']) });

  expect(reachesFiguresOfHidden(protecting)).toBe(true);
  const others = [
    self('head'),
    { ...protecting, assurance: 'substantial' as const },
    posting(),
    agreement({ classes: ALL_CLASSES }),
    NONE,
  ];
  for (const ground of others) expect(reachesFiguresOfHidden(ground)).toBe(false);
});

test('a list of an agreement holds who consented to its agency, for its purpose, to a class that purpose and assurance leave', () => {
  const opened = openedByConsent(agreement({ purpose: 'PUBLIC_INTEREST', assurance: 'low' }));

  expect(opened).toEqual({
    agency: 'ngo',
    purpose: 'PUBLIC_INTEREST',
    classes: classSet(['register', 'area', 'kinship.count', 'poverty.status']),
  });
  for (const ground of [self('head'), posting(), NONE]) expect(openedByConsent(ground)).toBeNull();
});

test('nobody can consent to protection, bank, receipts, nor to the classes by which files are listed', () => {
  const never = ['protection', 'bank', 'receipts', 'aid', 'case'];

  expect(classNames(CONSENTABLE)).toEqual(classNames(ALL_CLASSES).filter((name) => !never.includes(name)));
  expect(openedByConsent(agreement())?.classes).toBe(CONSENTABLE);
});
