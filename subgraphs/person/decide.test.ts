import {
  ALL_CLASSES,
  bitOf,
  type ClassSet,
  classNames,
  classSet,
  closure,
  type DataClass,
} from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { decide, type Resident, type Situation } from './decide.ts';
import type { Ground } from './ground.ts';

const resident = (personKey: string, relation: Resident['relation'], adult: boolean): Resident => ({
  personKey,
  relation,
  adult,
});

/** A head, a spouse and a grown child, with a child of the head and a grandchild; nobody earns. */
const home: Situation = {
  key: 'home',
  state: '05',
  district: '5_5',
  sealed: false,
  referrers: [],
  residents: [
    resident('head', 'HEAD', true),
    resident('spouse', 'SPOUSE', true),
    resident('grown', 'CHILD', true),
    resident('child', 'CHILD', false),
    resident('grandchild', 'GRANDCHILD', false),
  ],
  earners: [],
};
const sealed: Situation = { ...home, sealed: true };

const self = (personKey: string, adult = true): Ground => ({ kind: 'SELF', personKey, adult });
const posting = (given: Partial<Extract<Ground, { kind: 'POSTING' }>> = {}): Ground => ({
  kind: 'POSTING',
  areas: ['5_5'],
  classes: classSet(['register', 'income']),
  kin: ['officer'],
  ...given,
});
const agreement = (given: Partial<Extract<Ground, { kind: 'AGREEMENT' }>> = {}): Ground => ({
  kind: 'AGREEMENT',
  areas: ['05'],
  classes: classSet(['register', 'poverty']),
  agency: 'ngo',
  population: 'ALL',
  ...given,
});

const ofHousehold = (ground: Ground, household: Situation = home) =>
  named(decide(ground, { kind: 'HOUSEHOLD', household }));
const ofPerson = (ground: Ground, key: string, ...households: Situation[]) =>
  named(decide(ground, { kind: 'PERSON', key, households }));
const named = (set: ClassSet | null): DataClass[] | null => (set === null ? null : classNames(set));

const ALL = classNames(ALL_CLASSES);
const ALLOW_LIST: DataClass[] = ['register', 'identity.masked', 'kinship.count', 'kinship'];
const WARD = classNames(ALL_CLASSES & ~bitOf('protection'));
const OWN: DataClass[] = ['register', 'area', 'contact', 'kinship.count', 'kinship', 'poverty.status'];

describe('a citizen, of a person', () => {
  test.each([
    ['the own record is open whole', 'head', 'head', ALL],
    ['the own record is open without being head', 'grown', 'grown', ALL],
    ['another adult is an allow-list to the head', 'head', 'grown', ALLOW_LIST],
    ['the head is an allow-list to the spouse', 'spouse', 'head', ALLOW_LIST],
    ['a minor is open to the head, but for protection', 'head', 'grandchild', WARD],
    ['a child of the head is open to the spouse', 'spouse', 'child', WARD],
    ['a grandchild of the head is not open to the spouse', 'spouse', 'grandchild', ALLOW_LIST],
    ['a minor is not open to a grown sibling', 'grown', 'child', ALLOW_LIST],
    ['someone who does not live here is out of reach', 'head', 'stranger', null],
  ])('%s', (_rule, viewer, key, expected) => {
    expect(ofPerson(self(viewer), key, home)).toEqual(expected);
  });

  test('someone of another household is out of reach, and so is who has none', () => {
    expect(
      ofPerson(self('head'), 'stranger', { ...home, residents: [resident('stranger', 'HEAD', true)] }),
    ).toBeNull();
    expect(ofPerson(self('head'), 'stranger')).toBeNull();
  });

  test('the own record is open without a household', () => {
    expect(ofPerson(self('head'), 'head')).toEqual(ALL);
  });

  test('a head who is a minor opens no other minor', () => {
    const children = {
      ...home,
      residents: [resident('head', 'HEAD', false), resident('child', 'SIBLING', false)],
    };

    expect(ofPerson(self('head', false), 'child', children)).toEqual(ALLOW_LIST);
  });
});

describe('a citizen, of a household', () => {
  test('the own household opens, with figures only where no other adult earns', () => {
    expect(ofHousehold(self('head'))).toEqual([...OWN, 'poverty']);
    expect(ofHousehold(self('head'), { ...home, earners: ['head', 'child'] })).toEqual([...OWN, 'poverty']);
    expect(ofHousehold(self('head'), { ...home, earners: ['head', 'spouse'] })).toEqual(OWN);
  });

  test('figures stay closed to whom the earning minor is closed, and where someone who has left had a part', () => {
    expect(ofHousehold(self('spouse'), { ...home, earners: ['grandchild'] })).toEqual(OWN);
    expect(ofHousehold(self('head'), { ...home, earners: ['former member'] })).toEqual(OWN);
  });

  test('a household in which the citizen does not live is out of reach', () => {
    expect(ofHousehold(self('former member'))).toBeNull();
  });
});

describe('a posting', () => {
  const opened = classNames(closure(classSet(['register', 'income'])));

  test.each([
    ['its district', ['5_5'], opened],
    ['its state', ['05'], opened],
    ['everywhere', ['MY'], opened],
    ['another district', ['5_1'], null],
    ['nowhere', [], null],
  ])('reaches by area: %s', (_area, areas, expected) => {
    expect(ofHousehold(posting({ areas }))).toEqual(expected);
    expect(ofPerson(posting({ areas }), 'child', home)).toEqual(expected);
  });

  test('leaves out the household in which the officer or a declared relative lives', () => {
    expect(ofHousehold(posting({ kin: ['officer', 'grown'] }))).toBeNull();
    expect(ofPerson(posting({ kin: ['head'] }), 'child', home)).toBeNull();
  });

  test('that opens no class opens no existence', () => {
    expect(ofHousehold(posting({ classes: 0 }))).toBeNull();
  });

  test('does not reach a person without a household', () => {
    expect(ofPerson(posting({ areas: ['MY'] }), 'head')).toBeNull();
  });
});

describe('an agreement', () => {
  const opened = classNames(closure(classSet(['register', 'poverty'])));
  const referred = agreement({ population: 'REFERRED' });

  test('for all reaches its areas', () => {
    expect(ofHousehold(agreement())).toEqual(opened);
    expect(ofHousehold(agreement({ areas: ['06'] }))).toBeNull();
  });

  test('for the referred reaches only what it accepted from another agency', () => {
    expect(ofHousehold(referred)).toBeNull();
    expect(ofHousehold(referred, { ...home, referrers: ['jkm'] })).toEqual(opened);
    expect(ofPerson(referred, 'child', { ...home, referrers: ['jkm'] })).toEqual(opened);
  });

  test('is not made by a referral to oneself', () => {
    expect(ofHousehold(referred, { ...home, referrers: ['ngo'] })).toBeNull();
  });
});

describe('a seal', () => {
  test('takes the household from every ground but the duty that names protection', () => {
    expect(ofHousehold(posting(), sealed)).toBeNull();
    expect(ofHousehold(agreement(), sealed)).toBeNull();
    expect(ofHousehold(agreement({ classes: classSet(['register', 'protection']) }), sealed)).toBeNull();
    expect(ofHousehold(posting({ classes: classSet(['register', 'protection']) }), sealed)).toEqual([
      'register',
      'protection',
    ]);
  });

  test('leaves the protected adult the own record and household, and the others as an allow-list', () => {
    expect(ofPerson(self('head'), 'head', sealed)).toEqual(ALL);
    expect(ofHousehold(self('head'), sealed)).toEqual([...OWN, 'poverty']);
    expect(ofPerson(self('head'), 'child', sealed)).toEqual(ALLOW_LIST);
    expect(ofPerson(self('head'), 'spouse', sealed)).toEqual(ALLOW_LIST);
  });

  test('closes the figures in which a child of the household has a part', () => {
    expect(ofHousehold(self('head'), { ...sealed, earners: ['child'] })).toEqual(OWN);
  });

  test('leaves a protected minor nothing, and one from outside nothing', () => {
    expect(ofPerson(self('child', false), 'child', sealed)).toBeNull();
    expect(ofPerson(self('outside'), 'child', sealed)).toBeNull();
  });
});

test('no ground opens nothing, not even the own record', () => {
  expect(ofHousehold({ kind: 'NONE' })).toBeNull();
  expect(ofPerson({ kind: 'NONE' }, 'head', home)).toBeNull();
  expect(ofPerson({ kind: 'NONE' }, 'head')).toBeNull();
});
