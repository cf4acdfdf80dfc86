import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidateKeys } from './identity-candidate.ts';
import { type Identity, matchOf, readIdentity } from './identity-match.ts';

const FAIZ: Identity = {
  name: 'Muhammad Faiz bin Osman',
  identityNumber: '800203701111',
  birthDate: '1980-02-03',
  sex: 'MALE',
  home: { addressLine: 'No. 12, Jalan Mawar 3, Taman Maju', postcode: '25000', district: '6_1' },
};
const AWAY = { addressLine: '5, Lorong Dua', postcode: '70000', district: '5_5' };

const judged = (change: Partial<Identity>, one: Partial<Identity> = {}) =>
  matchOf(readIdentity({ ...FAIZ, ...one }), readIdentity({ ...FAIZ, ...change })).judgement;

test.each<[string, Partial<Identity>, string]>([
  ['himself by another paper', { name: 'MOHD FAIZ B. OSMAN' }, 'AUTOMATIC'],
  ['himself, moved away, one number', { home: AWAY }, 'AUTOMATIC'],
  ['himself by a paper without a number', { identityNumber: null }, 'AUTOMATIC'],
  ['a paper without a number, from elsewhere', { identityNumber: null, home: AWAY }, 'REVIEW'],
  [
    'a paper without a number, spelled otherwise',
    { identityNumber: null, name: 'Mohd Fais bin Othman' },
    'REVIEW',
  ],
  ['a paper without a number, of another day', { identityNumber: null, birthDate: '1980-03-02' }, 'REVIEW'],
  [
    'somebody of his house under a number beside his, as twins have',
    { identityNumber: '800203701113' },
    'REVIEW',
  ],
  [
    'his sister, whose paper bears his number',
    { name: 'Siti Huda binti Osman', birthDate: '1984-06-07', sex: 'FEMALE' },
    'REVIEW',
  ],
  [
    'his brother',
    { name: 'Hakim bin Osman', identityNumber: '840607701115', birthDate: '1984-06-07' },
    'DIFFERENT',
  ],
  [
    'a stranger of one day of birth',
    { name: 'Tan Wei Jun', identityNumber: '800203702221', home: AWAY },
    'DIFFERENT',
  ],
])('he and %s', (_who, change, judgement) => {
  expect(judged(change)).toBe(judgement);
});

test('a name that a great many bear takes an officer where no paper bears a number', () => {
  expect(judged({ name: 'Mohd bin Ali', identityNumber: null }, { name: 'Muhammad bin Ali' })).toBe('REVIEW');
});

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const identity = fc.record<Identity>({
  name: fc
    .array(fc.constantFrom('Mohd', 'Faiz', 'bin', 'b', 'Osman', 'Tan', '@', 'Wei', 'a/l', 'R'), {
      maxLength: 6,
    })
    .map((words) => words.join(' ')),
  identityNumber: fc.option(digits(12)),
  birthDate: fc
    .date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  sex: fc.constantFrom('FEMALE', 'MALE'),
  home: fc.option(fc.constantFrom(FAIZ.home!, AWAY)),
});

test('whoever is held against whom, it comes to the same', () => {
  fc.assert(
    fc.property(identity, identity, (one, other) => {
      const [there, back] = [
        matchOf(readIdentity(one), readIdentity(other)),
        matchOf(readIdentity(other), readIdentity(one)),
      ];
      expect(there).toEqual(back);
    }),
  );
});

test('an identity is looked up by days that there are and by numbers one slip away, its own first', () => {
  const { birthDates, identityNumbers } = candidateKeys({
    birthDate: '1984-02-29',
    identityNumber: '840229701111',
  });
  // Neither the 29th month nor 29 February of a common year is a day.
  expect(birthDates).toEqual(['1984-02-29', '1984-01-01']);
  expect(identityNumbers).toContain('840229701111');
  expect(identityNumbers).toContain('840229701121');
  expect(identityNumbers).toContain('840229071111');
  expect(new Set(identityNumbers).size).toBe(identityNumbers.length);
  expect(identityNumbers.every((number) => number.startsWith('840229'))).toBe(true);
  expect(candidateKeys({ birthDate: '1984-02-03', identityNumber: null }).identityNumbers).toEqual([]);
});
