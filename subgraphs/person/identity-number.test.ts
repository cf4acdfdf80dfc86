import { expect, test } from 'vitest';
import { readIdentityNumber, tellsBirth } from './identity-number.ts';

const WRONG = [
  '',
  '80020370111',
  '8002037011122',
  '801303-70-1112',
  '800230-01-1112',
  '8002-0370-1112',
  '80020３701112',
  'x',
];

test.each(WRONG)('%j is no identity number', (text) => {
  expect(readIdentityNumber(text)).toBeNull();
});

test('a number is kept as twelve digits and tells sex, day of birth but not its century, and whether its place was ever assigned', () => {
  expect(readIdentityNumber(' 800203-70-1112 ')).toEqual({
    ...{ digits: '800203701112', isPlaceAssigned: false, sex: 'FEMALE' },
    ...{ yearOfCentury: '80', monthAndDay: '02-03' },
  });
  expect(readIdentityNumber('000229231235')).toMatchObject({ isPlaceAssigned: true, sex: 'MALE' });
});

test('of a hundred place codes those are assigned that the table of national registration holds', () => {
  const assigned = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0')).filter(
    (code) => readIdentityNumber(`800203${code}1112`)?.isPlaceAssigned,
  );
  // 01–16 states, 21–59 their older codes, 60–68 neighbours, 71–72, 74–79 and 82–93 abroad, 98 and 99.
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => String(from + at).padStart(2, '0'));
  expect(assigned).toEqual([
    ...range(1, 16),
    ...[...range(21, 68), ...range(71, 72), ...range(74, 79), ...range(82, 93), ...range(98, 99)],
  ]);
});

test('a number fits a birth of its day in any century, and no other day', () => {
  const number = readIdentityNumber('800203701112');
  if (number === null) throw new Error('It is a number.');
  expect(['1980-02-03', '2080-02-03', '1980-02-04'].map((day) => tellsBirth(number, day))).toEqual([
    true,
    true,
    false,
  ]);
});
