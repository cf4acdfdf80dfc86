import { expect, test } from 'vitest';
import { ASSURANCE_LEVELS, assuranceOf, classesOfAssurance } from './assurance.ts';
import { ALL_CLASSES, bitOf, classNames, classSet, closure, opens } from './classes.ts';
import { classesOfPurpose, isPurpose, PURPOSES } from './purpose.ts';

test.each(PURPOSES)('%s holds what its classes imply, and never protection or receipts', (purpose) => {
  const classes = classesOfPurpose(purpose);

  expect(closure(classes)).toBe(classes);
  expect(opens(classes, 'protection') || opens(classes, 'receipts')).toBe(false);
});

test('no purpose but service delivery opens money, and public interest names and finds nobody', () => {
  for (const purpose of PURPOSES.filter((each) => each !== 'SERVICE_DELIVERY'))
    for (const name of ['income', 'assets', 'payment', 'bank'] as const)
      expect(opens(classesOfPurpose(purpose), name)).toBe(false);
  for (const name of ['identity', 'identity.masked', 'contact', 'kinship', 'health'] as const)
    expect(opens(classesOfPurpose('PUBLIC_INTEREST'), name)).toBe(false);
});

test('a ground without a purpose is not cut by one', () => {
  expect(classesOfPurpose(null)).toBe(ALL_CLASSES);
});

test('only the four words are purposes', () => {
  expect(PURPOSES.every(isPurpose)).toBe(true);
  for (const word of ['ANYTHING', '', 'service_delivery', 'toString', null, 1])
    expect(isPurpose(word)).toBe(false);
});

test('each level of assurance holds the one below it and what its classes imply; the highest holds all', () => {
  const [low, substantial, high] = ASSURANCE_LEVELS.map(classesOfAssurance);

  for (const classes of [low, substantial, high]) expect(closure(classes!)).toBe(classes);
  expect(low! & ~substantial!).toBe(0);
  expect(substantial! & ~high!).toBe(0);
  expect(high).toBe(ALL_CLASSES);
  expect(ALL_CLASSES & ~substantial!).toBe(bitOf('bank') | bitOf('protection') | bitOf('health'));
});

test.each([null, '', 'HIGH', 'higher', 'urn:level:high', '3', 'constructor'])(
  'the acr %j is the lowest level',
  (acr) => {
    expect(assuranceOf(acr)).toBe('low');
  },
);

test.each(ASSURANCE_LEVELS)('the acr %s is itself', (acr) => {
  expect(assuranceOf(acr)).toBe(acr);
});

const FINDING = ['register', 'area', 'identity.masked', 'identity', 'contact', 'kinship.count', 'kinship'];

test('in danger a purpose opens who someone is, where and with whom, and in what health; of a disability, many at once open only that there is one', () => {
  const emergency = [...FINDING, 'health', 'disability.fact'];

  expect(classNames(classesOfPurpose('PUBLIC_EMERGENCY'))).toEqual(emergency);
  expect(classNames(classesOfPurpose('LIFE_HEALTH_SAFETY'))).toEqual([...emergency, 'disability']);
});

test('public interest opens circumstances, and a service opens all but protection and receipts', () => {
  expect(classNames(classesOfPurpose('PUBLIC_INTEREST'))).toEqual([
    'register',
    'area',
    'kinship.count',
    'income.band',
    'poverty.status',
    'poverty',
    'disability.fact',
  ]);
  expect(ALL_CLASSES & ~classesOfPurpose('SERVICE_DELIVERY')).toBe(classSet(['protection', 'receipts']));
});

test('a password alone opens nothing that names or finds a person', () => {
  expect(classNames(classesOfAssurance('low'))).toEqual([
    'register',
    'area',
    'kinship.count',
    'poverty.status',
    'volunteering',
  ]);
});

test('the purposes are the four limbs of the law, and the levels go from low to high', () => {
  expect(PURPOSES).toEqual(['SERVICE_DELIVERY', 'LIFE_HEALTH_SAFETY', 'PUBLIC_EMERGENCY', 'PUBLIC_INTEREST']);
  expect(ASSURANCE_LEVELS).toEqual(['low', 'substantial', 'high']);
});
