import { ALL_CLASSES, classNames, classSet, closure, type DataClass } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { agreement, home, ofHousehold, ofPerson } from './home.testing.ts';

const opened = classNames(closure(classSet(['register', 'poverty'])));
const referred = agreement({ population: 'REFERRED' });
const by = (sender: string, classes = ALL_CLASSES) => ({ sender, classes });

describe('an agreement', () => {
  test('for all reaches its areas', () => {
    expect(ofHousehold(agreement())).toEqual(opened);
    expect(ofHousehold(agreement({ areas: ['06'] }))).toBeNull();
    expect(ofHousehold(agreement({ areas: [] }))).toBeNull();
  });

  test('for the referred reaches only what it accepted from another agency', () => {
    expect(ofHousehold(referred)).toBeNull();
    expect(ofHousehold(referred, { ...home, referrers: [by('jkm')] })).toEqual(opened);
    expect(ofPerson(referred, 'child', { ...home, referrers: [by('jkm')] })).toEqual(opened);
  });

  test('for the referred stays within its areas', () => {
    expect(ofHousehold({ ...referred, areas: ['06'] }, { ...home, referrers: [by('jkm')] })).toBeNull();
  });

  test('for the referred opens what the referrals name, and never more than the agreement', () => {
    const given = (...sets: DataClass[][]) =>
      ofHousehold(referred, { ...home, referrers: sets.map((set) => by('jkm', closure(classSet(set)))) });

    expect(given(['register'])).toEqual(['register']);
    expect(given(['poverty'], ['register', 'income'])).toEqual(opened);
    expect(given(['poverty.status'])).toEqual(['poverty.status']);
    expect(given(['income'])).toBeNull();
    expect(given([])).toBeNull();
  });

  test('is not made by a referral to oneself', () => {
    expect(ofHousehold(referred, { ...home, referrers: [by('ngo')] })).toBeNull();
  });

  test('is cut by its purpose before what it implies is added', () => {
    const classes = classSet(['register', 'income', 'kinship', 'poverty']);
    const forPurpose = (purpose: 'SERVICE_DELIVERY' | 'PUBLIC_INTEREST' | 'PUBLIC_EMERGENCY') =>
      ofHousehold(agreement({ classes, purpose }));

    expect(forPurpose('SERVICE_DELIVERY')).toEqual(classNames(closure(classes)));
    expect(forPurpose('PUBLIC_INTEREST')).toEqual(['register', 'poverty.status', 'poverty']);
    expect(forPurpose('PUBLIC_EMERGENCY')).toEqual(['register', 'kinship.count', 'kinship']);
  });

  test('of which purpose and assurance leave no class opens no existence', () => {
    expect(ofHousehold(agreement({ classes: classSet(['income']), purpose: 'PUBLIC_INTEREST' }))).toBeNull();
    expect(ofHousehold(agreement({ classes: classSet(['income']), assurance: 'low' }))).toBeNull();
  });
});
