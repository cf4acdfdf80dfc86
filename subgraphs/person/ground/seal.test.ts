import { ALL_CLASSES, classNames, classSet, type DataClass } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { agreement, ofHousehold, ofPerson, posting, sealed, self } from './home.testing.ts';

const OWN: DataClass[] = ['register', 'area', 'contact', 'kinship.count', 'kinship', 'poverty.status'];
/** The same with the figures in which several people may have a part. */
const WITH_FIGURES = classNames(classSet([...OWN, 'income.band', 'poverty']));
const ALLOW_LIST: DataClass[] = ['register', 'identity.masked', 'kinship.count', 'kinship'];
const protecting = posting({ classes: classSet(['register', 'protection']) });

describe('a seal', () => {
  test('takes the household from every ground but the duty that names protection', () => {
    expect(ofHousehold(posting(), sealed)).toBeNull();
    expect(ofHousehold(agreement(), sealed)).toBeNull();
    expect(ofHousehold(agreement({ classes: classSet(['register', 'protection']) }), sealed)).toBeNull();
    expect(ofHousehold(protecting, sealed)).toEqual(['register', 'protection']);
  });

  test('holds against a duty that names protection, where the officer signed in with less than high assurance', () => {
    expect(ofHousehold({ ...protecting, assurance: 'substantial' }, sealed)).toBeNull();
  });

  test('leaves the protected adult the own record and household, and the others as an allow-list', () => {
    expect(ofPerson(self('head'), 'head', sealed)).toEqual(classNames(ALL_CLASSES));
    expect(ofHousehold(self('head'), sealed)).toEqual(WITH_FIGURES);
    expect(ofPerson(self('head'), 'child', sealed)).toEqual(ALLOW_LIST);
    expect(ofPerson(self('head'), 'spouse', sealed)).toEqual(ALLOW_LIST);
  });

  test('closes the figures in which a child of the household has a part', () => {
    expect(ofHousehold(self('head'), { ...sealed, earners: ['child'] })).toEqual(OWN);
  });

  test('leaves a protected minor nothing, and one from outside nothing', () => {
    expect(ofPerson(self('child', { adult: false }), 'child', sealed)).toBeNull();
    expect(ofPerson(self('outside'), 'child', sealed)).toBeNull();
  });
});
