import { expect, test } from 'vitest';
import { nameLikeness } from './name-likeness.ts';
import { readNames } from './name-reading.ts';

const like = (one: string, other: string) => nameLikeness(readNames(one), readNames(other));

test.each([
  // Short forms and titles are the same name.
  ['Muhammad Faiz bin Abdul Rahman', 'MOHD. FAIZ B. ABD RAHMAN', 'SAME', 'SAME'],
  ['Hajjah Siti Aminah binti Omar', 'St Aminah Bt Omar', 'SAME', 'SAME'],
  ['Nor Aini binti Hassan', 'Noraini Bte Hasan', 'ALIKE', 'ALIKE'],
  ['Suresh a/l Ganesan', 'SURESH A / L GANESAN', 'SAME', 'SAME'],
  ['Suresh a/l Ganesan', 'Suresh s/o Ganesan', 'SAME', 'SAME'],
  ['Jimbun anak Galau', 'JIMBUN AK. GALAU', 'SAME', 'SAME'],
  // What says nowhere whose child it is, is held against the father that the other names.
  ['Suresh a/l Ganesan', 'G. Suresh', 'SAME', 'UNSAID'],
  ['Faiz bin Osman', 'Faiz Osman', 'SAME', 'SAME'],
  // The surname first or last, written together, with and without a Christian name.
  ['Tan Wei Jun', 'Wei Jun Tan', 'ALIKE', 'UNSAID'],
  ['Tan Wei Jun', 'Tan Weijun', 'ALIKE', 'UNSAID'],
  ['Tan Wei Jun', 'Jason Tan Wei Jun', 'PART', 'UNSAID'],
  ['Lim Ah Kow', 'Lim Beng Huat @ Lim Ah Kow', 'SAME', 'UNSAID'],
  // Spellings that sound alike, and a slip of the hand.
  ['Syafiq bin Zulkifli', 'Shafik bin Dzulkiflee', 'ALIKE', 'ALIKE'],
  ['Khadijah binti Yusof', 'Khadjiah binti Yusof', 'CLOSE', 'SAME'],
  // Brothers, sisters and twins are not one person.
  ['Muhammad Amirul bin Osman', 'Muhammad Hakim bin Osman', 'OTHER', 'SAME'],
  ['Tan Wei Jun', 'Tan Wei Ming', 'MIXED', 'UNSAID'],
  ['Muhammad Amirul bin Osman', 'Amirul bin Osman', 'PART', 'SAME'],
  ['Muhammad bin Ali', 'Mohd bin Ali', 'COMMON', 'COMMON'],
] as const)('%s and %s', (one, other, own, father) => {
  expect(like(one, other)).toEqual({ own, father });
  expect(like(other, one)).toEqual({ own, father });
});

test('an accent, an apostrophe and a hyphen are how a name is written, and not what it is', () => {
  expect(readNames("D'Cruz José-Luis")).toEqual(readNames('dcruz jose luis'));
});

test('what holds no letter names nobody, and is like no other', () => {
  expect(readNames(' 12 @ - ')).toEqual([]);
  expect(like('12', 'Faiz bin Osman')).toEqual({ own: 'OTHER', father: 'UNSAID' });
});
