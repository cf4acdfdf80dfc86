import { classNames, classSet, closure } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import { consent, home, ofConsenting, ofHousehold, ofPerson, posting } from './home.testing.ts';

const opened = classNames(closure(classSet(['register', 'income'])));

describe('a posting', () => {
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
    expect(ofHousehold(posting({ classes: classSet(['income']), assurance: 'low' }))).toBeNull();
  });

  test('does not reach a person without a household', () => {
    expect(ofPerson(posting({ areas: ['MY'] }), 'head')).toBeNull();
    expect(ofPerson(posting({ areas: ['MY'], personKey: 'officer', kin: [] }), 'officer')).toBeNull();
  });

  test('is cut by the assurance level before what it implies is added, and by no purpose', () => {
    const duty = posting({ classes: classSet(['register', 'kinship', 'bank', 'receipts']) });

    expect(ofHousehold(duty)).toEqual(['register', 'kinship.count', 'kinship', 'bank', 'receipts']);
    expect(ofHousehold({ ...duty, assurance: 'substantial' })).toEqual([
      'register',
      'kinship.count',
      'kinship',
      'receipts',
    ]);
    expect(ofHousehold({ ...duty, assurance: 'low' })).toEqual(['register']);
  });

  test('is not widened by a consent, whoever it names', () => {
    expect(ofConsenting(posting(), [consent(['contact'])])).toEqual(opened);
  });
});
