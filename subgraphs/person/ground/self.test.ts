import { ALL_CLASSES, bitOf, classNames, classSet, type DataClass } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { home, ofHousehold, ofPerson, self } from './home.testing.ts';

const ALL = classNames(ALL_CLASSES);
const ALLOW_LIST: DataClass[] = ['register', 'identity.masked', 'kinship.count', 'kinship'];
const WARD = classNames(ALL_CLASSES & ~bitOf('protection'));
const OWN: DataClass[] = ['register', 'area', 'contact', 'kinship.count', 'kinship', 'poverty.status'];
/** The same with the figures in which several people may have a part. */
const WITH_FIGURES = classNames(classSet([...OWN, 'income.band', 'poverty']));

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
    const residents = [{ personKey: 'stranger', relation: 'HEAD' as const, adult: true }];

    expect(ofPerson(self('head'), 'stranger', { ...home, residents })).toBeNull();
    expect(ofPerson(self('head'), 'stranger')).toBeNull();
  });

  test('the own record is open without a household', () => {
    expect(ofPerson(self('head'), 'head')).toEqual(ALL);
  });

  test('a head who is a minor opens no other minor', () => {
    const residents = home.residents.map((one) => ({ ...one, adult: false }));

    expect(ofPerson(self('head', { adult: false }), 'child', { ...home, residents })).toEqual(ALLOW_LIST);
  });

  test('a token of low assurance opens little of the own record, and of others less', () => {
    const low = self('head', { assurance: 'low' });
    const little: DataClass[] = ['register', 'area', 'kinship.count', 'poverty.status', 'volunteering'];

    expect(ofPerson(low, 'head', home)).toEqual(little);
    expect(ofPerson(low, 'head')).toEqual(little);
    expect(ofPerson(low, 'child', home)).toEqual(little);
    expect(ofPerson(low, 'spouse', home)).toEqual(['register']);
    expect(ofHousehold(low)).toEqual(['register', 'area', 'kinship.count', 'poverty.status']);
  });
});

describe('a citizen, of a household', () => {
  test('the own household opens, with figures only where no other adult earns', () => {
    expect(ofHousehold(self('head'))).toEqual(WITH_FIGURES);
    expect(ofHousehold(self('head'), { ...home, earners: ['head', 'child'] })).toEqual(WITH_FIGURES);
    expect(ofHousehold(self('head'), { ...home, earners: ['head', 'spouse'] })).toEqual(OWN);
  });

  test('figures stay closed to whom the earning minor is closed, and where someone who has left had a part', () => {
    expect(ofHousehold(self('spouse'), { ...home, earners: ['grandchild'] })).toEqual(OWN);
    expect(ofHousehold(self('head'), { ...home, earners: ['former member'] })).toEqual(OWN);
  });

  test('figures open where each other adult with a part consented, and not where one did not', () => {
    const earning = { ...home, earners: ['head', 'spouse', 'grown', 'child'] };
    const consented = (...consenters: string[]) => ofHousehold(self('head'), { ...earning, consenters });

    expect(consented('spouse', 'grown')).toEqual(WITH_FIGURES);
    expect(consented('spouse')).toEqual(OWN);
    expect(consented()).toEqual(OWN);
    // A grandchild is no ward of the spouse, and no minor consents for itself.
    expect(ofHousehold(self('spouse'), { ...home, earners: ['grandchild'], consenters: ['head'] })).toEqual(
      OWN,
    );
  });

  test('consents open no figures to a minor, nor at low assurance', () => {
    const earning = { ...home, earners: ['head'], consenters: ['head'] };

    expect(ofHousehold(self('child', { adult: false }), earning)).toEqual(OWN);
    expect(ofHousehold(self('spouse'), earning)).toEqual(WITH_FIGURES);
    expect(ofHousehold(self('spouse', { assurance: 'low' }), earning)).not.toContain('poverty');
  });

  test('a household in which the citizen does not live is out of reach', () => {
    expect(ofHousehold(self('former member'))).toBeNull();
  });
});
