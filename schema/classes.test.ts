import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALL_CLASSES,
  bitOf,
  classNames,
  classSet,
  classSetOf,
  closure,
  DATA_CLASSES,
  type DataClass,
  isDataClass,
  NO_CLASSES,
  opens,
  personalMark,
} from './classes.ts';

/** The list of access §2, in the order of the bits: grants and passports that are under way are read by it. */
const LIST =
  'register area identity.masked identity contact kinship.count kinship education employment income.band income assets poverty.status poverty health disability.fact disability aid aid.note payment bank case protection volunteering pass receipts'.split(
    ' ',
  );

const sets = fc.integer({ min: 0, max: ALL_CLASSES });

test('every class has its bit, and keeps it', () => {
  expect(DATA_CLASSES).toEqual(LIST);
  expect(DATA_CLASSES.map(bitOf)).toEqual(LIST.map((_name, bit) => 2 ** bit));
  expect(ALL_CLASSES).toBe(2 ** LIST.length - 1);
});

test('only the words of the list are classes, and any other word in data opens nothing', () => {
  expect(LIST.every(isDataClass)).toBe(true);
  for (const word of ['', 'Register', 'identity.', 'constructor', 'income.band.low']) {
    expect(isDataClass(word)).toBe(false);
    expect(classSetOf([word, 'aid'])).toBe(bitOf('aid'));
    expect(bitOf(word as DataClass)).toBe(NO_CLASSES);
  }
});

test('a set is its names, and opens these and no others', () => {
  fc.assert(
    fc.property(sets, (set) => {
      const names = classNames(set);

      expect(classSet(names)).toBe(set);
      expect(classSetOf(names.toReversed())).toBe(set);
      expect(DATA_CLASSES.filter((name) => opens(set, name))).toEqual(names);
    }),
  );
});

test.each([
  ['income', 'income.band'],
  ['identity', 'identity.masked'],
  ['kinship', 'kinship.count'],
  ['disability', 'disability.fact'],
  ['poverty', 'poverty.status'],
] as const)('%s implies %s, and not the other way', (name, implied) => {
  expect(classNames(closure(bitOf(name))).toSorted()).toEqual([name, implied].toSorted());
  expect(closure(bitOf(implied))).toBe(bitOf(implied));
});

test('no other class implies one, and nothing more is implied by a set than by its classes', () => {
  const implying = ['income', 'identity', 'kinship', 'disability', 'poverty'];
  for (const name of DATA_CLASSES.filter((each) => !implying.includes(each)))
    expect(closure(bitOf(name))).toBe(bitOf(name));
  fc.assert(
    fc.property(sets, (set) => {
      expect(closure(set)).toBe(classNames(set).reduce((all, name) => all | closure(bitOf(name)), 0));
    }),
  );
});

test('every class is marked personal but the register’s own; health, disability, protection and cases are sensitive', () => {
  const sensitive = ['health', 'disability.fact', 'disability', 'protection', 'case'];
  for (const name of DATA_CLASSES)
    expect(personalMark(name)).toBe(
      name === 'register' ? '' : sensitive.includes(name) ? 'SENSITIVE' : 'PERSONAL',
    );
});
