import { ALL_CLASSES, classNames, classSet, type DataClass } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { agreement, home, ofHousehold, ofPerson, posting, sealed, self } from './home.testing.ts';

const OWN: DataClass[] = ['register', 'area', 'contact', 'kinship.count', 'kinship', 'poverty.status'];
/** The same with the figures in which several people may have a part. */
const WITH_FIGURES = classNames(classSet([...OWN, 'income.band', 'poverty']));
const ALLOW_LIST: DataClass[] = ['register', 'identity.masked', 'kinship.count', 'kinship'];
const hiding = { ...home, sealedElsewhere: true };
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

  test('takes the area from a duty that may not see contact, since whatever tells a place counts as contact', () => {
    const duty = (...classes: DataClass[]) => posting({ classes: classSet(['protection', ...classes]) });
    const low = self('head', { assurance: 'low' });

    expect(ofHousehold(duty('area'), sealed)).toEqual(['protection']);
    expect(ofPerson(duty('area'), 'child', sealed)).toEqual(['protection']);
    expect(ofHousehold(duty('area', 'contact'), sealed)).toEqual(['area', 'contact', 'protection']);
    expect(ofHousehold(duty('area'))).toEqual(['area', 'protection']);
    expect(ofHousehold(low, sealed)).toEqual(['register', 'kinship.count', 'poverty.status']);
    expect(ofHousehold(low)).toContain('area');
  });
});

describe('a seal elsewhere, of one who has a part in the figures', () => {
  const counting = classSet(['register', 'kinship', 'income', 'poverty']);
  const withoutFigures: DataClass[] = ['register', 'kinship', 'income', 'poverty.status'];

  test('takes the figures of the household from whoever does not pass it, and leaves the poverty status', () => {
    expect(ofHousehold(posting({ classes: counting }), hiding)).toEqual(withoutFigures);
    expect(ofHousehold(agreement({ classes: counting }), hiding)).toEqual(withoutFigures);
    expect(ofHousehold(self('head'), hiding)).toEqual(OWN.filter((name) => name !== 'kinship.count'));
  });

  test('takes nothing from the duty that names protection, unless the assurance level took that', () => {
    const duty = posting({ classes: counting | classSet(['protection']) });

    expect(ofHousehold(duty, hiding)).toEqual(ofHousehold(duty));
    expect(ofHousehold({ ...duty, assurance: 'substantial' }, hiding)).toEqual(withoutFigures);
  });

  test('takes nothing of a person who lives in the household', () => {
    expect(ofPerson(posting({ classes: counting }), 'head', hiding)).toEqual(
      ofPerson(posting({ classes: counting }), 'head', home),
    );
  });

  test('leaves no existence of a household of which nothing but figures would be open', () => {
    expect(ofHousehold(posting({ classes: classSet(['kinship.count']) }), hiding)).toBeNull();
  });
});
