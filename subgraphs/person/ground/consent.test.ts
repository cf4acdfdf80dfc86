import { classNames, classSet, closure } from '@seisi/schema/classes';
import { describe, expect, test } from 'vitest';
import {
  agreement,
  consent,
  home,
  ofConsenting,
  ofHousehold,
  ofPerson,
  sealed,
  self,
} from './home.testing.ts';

const opened = classNames(closure(classSet(['register', 'poverty'])));
const withIncome = classNames(closure(classSet(['register', 'poverty', 'income'])));
const elsewhere = agreement({ areas: ['06'] });

describe('a consent', () => {
  test('adds its classes to an agreement of the agency, of the person who gave it', () => {
    expect(ofConsenting(agreement(), [consent(['income'])])).toEqual(withIncome);
    expect(ofPerson(agreement(), 'spouse', home)).toEqual(opened);
  });

  test('opens the person, and not the household, where the agreement does not reach', () => {
    expect(ofConsenting(elsewhere, [consent(['income'])])).toEqual(['income.band', 'income']);
    expect(ofHousehold(elsewhere)).toBeNull();
  });

  test.each([
    ['to another agency', { agency: 'hospital' }],
    ['for another purpose', { purposes: ['PUBLIC_INTEREST'] }],
    ['taken down by one officer', { recordedBy: ['one'] }],
    ['taken down by the same officer twice', { recordedBy: ['one', 'one'] }],
  ])('%s adds nothing', (_which, given) => {
    expect(ofConsenting(agreement(), [consent(['income'], given)])).toEqual(opened);
    expect(ofConsenting(elsewhere, [consent(['income'], given)])).toBeNull();
  });

  test('on paper counts when two officers took it down', () => {
    const onPaper = consent(['income'], { recordedBy: ['one', 'two'] });

    expect(ofConsenting(agreement(), [onPaper])).toEqual(withIncome);
  });

  test('never opens protection, bank, receipts, nor the classes by which files are listed', () => {
    const everything = consent(['register', 'protection', 'bank', 'receipts', 'aid', 'case']);

    expect(ofConsenting(elsewhere, [everything])).toEqual(['register']);
  });

  test('is cut by the purpose and by the assurance of the agency’s own token', () => {
    const health = consent(['health'], { purposes: ['SERVICE_DELIVERY', 'PUBLIC_INTEREST'] });

    expect(ofConsenting(elsewhere, [health])).toEqual(['health']);
    expect(ofConsenting({ ...elsewhere, purpose: 'PUBLIC_INTEREST' }, [health])).toBeNull();
    expect(ofConsenting({ ...elsewhere, assurance: 'substantial' }, [health])).toBeNull();
  });

  test('ends at the seal', () => {
    expect(ofConsenting(agreement(), [consent(['income'])], sealed)).toBeNull();
  });

  test('adds to two others of the same person', () => {
    expect(ofConsenting(elsewhere, [consent(['income']), consent(['contact'])])).toEqual([
      'contact',
      'income.band',
      'income',
    ]);
  });

  test('opens nothing to a fellow resident', () => {
    const before = ofPerson(self('spouse'), 'head', home);

    expect(ofConsenting(self('spouse'), [consent(['income'])])).toEqual(before);
  });

  test('of who lives nowhere opens nothing: whether they are sealed is not known', () => {
    expect(ofPerson(elsewhere, 'head')).toBeNull();
  });
});
