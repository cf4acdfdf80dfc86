import { expect, test } from 'vitest';
import { copyLine } from './copy-text.ts';

test('a row is one line whatever its texts hold, and null is not the text that looks like it', () => {
  expect(copyLine(['a\tb', 'c\nd\re', '\\N', '', null])).toBe('a\\tb\tc\\nd\\re\t\\\\N\t\t\\N\n');
});

test('numbers, truth values and instants are written so that PostgreSQL reads them back', () => {
  const instant = new Date('2026-01-01T02:03:04.005Z');
  expect(copyLine([9_007_199_254_740_991, -5, true, false, instant])).toBe(
    '9007199254740991\t-5\tt\tf\t2026-01-01T02:03:04.005Z\n',
  );
});

test('the items of an array are quoted, and what is special to the array is escaped before what is special to the line', () => {
  expect(copyLine([[], ['a', 'NULL', 'x,y', '"', '\\']])).toBe('{}\t{"a","NULL","x,y","\\\\"","\\\\\\\\"}\n');
});

test('what no column can hold is refused', () => {
  expect(() => copyLine(['a\0b'])).toThrow(RangeError);
  expect(() => copyLine([Number.NaN])).toThrow(RangeError);
  expect(() => copyLine([Number.POSITIVE_INFINITY])).toThrow(RangeError);
});
