import { expect, test } from 'vitest';
import { type PlaceLikeness, placeLikeness, readAddress } from './address-reading.ts';
import { birthLikeness, numberLikeness } from './identity-likeness.ts';

test.each([
  ['800203701112', '800203701112', 'EQUAL'],
  ['800203701112', '800203701122', 'SLIP'],
  ['800203701112', '800203701121', 'SLIP'],
  ['800203701112', '800203701231', 'OTHER'],
  ['800203701112', '100203701112', 'SLIP'],
  // Two digits that are no neighbours changed places: two slips.
  ['800203701234', '800203701432', 'OTHER'],
  [null, '800203701112', 'MISSING'],
  [null, null, 'MISSING'],
] as const)('the numbers %s and %s', (one, other, like) => {
  expect(numberLikeness(one, other)).toBe(like);
  expect(numberLikeness(other, one)).toBe(like);
});

test.each([
  ['1980-02-03', '1980-02-03', 'EQUAL'],
  ['1980-02-03', '1980-03-02', 'SWAPPED'],
  ['1980-02-03', '1981-02-03', 'SLIP'],
  ['1979-02-03', '1980-02-03', 'SLIP'],
  ['1980-02-03', '1980-02-08', 'SLIP'],
  ['1980-02-03', '1980-07-19', 'YEAR'],
  ['1980-02-03', '1983-07-19', 'OTHER'],
] as const)('the births %s and %s', (one, other, like) => {
  expect(birthLikeness(one, other)).toBe(like);
  expect(birthLikeness(other, one)).toBe(like);
});

const HOUSE = 'No. 12, Jalan Mawar 3, Taman Seri Indah';
const at = (addressLine: string, postcode = '25000', district = '6_1') =>
  readAddress({ addressLine, postcode, district });

test.each<[string, ReturnType<typeof at> | null, PlaceLikeness]>([
  ['one house written otherwise', at('12 Jln Mawar 3 Tmn Seri Indah'), 'HOUSE'],
  ['one house by a shorter address and a wrong postcode', at('Lot 12, Jln. Mawar 3', '25001'), 'HOUSE'],
  ['the house beside it', at('No. 14, Jalan Mawar 3, Taman Seri Indah'), 'POSTCODE'],
  ['one number in another street', at('12, Lorong Besar'), 'POSTCODE'],
  ['an address without a number', at('Taman Seri Indah'), 'POSTCODE'],
  ['another postcode of the district', at('14, Jalan Mawar 3', '25100'), 'DISTRICT'],
  ['another district', at(HOUSE, '25000', '6_2'), 'OTHER'],
  ['no home that is known', null, 'MISSING'],
])('a house and %s', (_what, other, like) => {
  expect(placeLikeness(at(HOUSE), other)).toBe(like);
  expect(placeLikeness(other, at(HOUSE))).toBe(like);
});
