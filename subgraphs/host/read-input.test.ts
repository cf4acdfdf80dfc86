import { expect, test } from 'vitest';
import { readContact, readCount, readDay, readText } from './read-input.ts';

const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('a text is what was written, without blanks around it, and no control characters', () => {
  expect(readText('note', '  dua baris\nsahaja ', 40)).toBe('dua baris\nsahaja');
  const bad = ['', '   ', 'x'.repeat(41), 'a\u0000b', 'a\u001bb', '\ud800'];
  expect(bad.map((text) => codeOf(() => readText('note', text, 40)))).toEqual(
    bad.map(() => 'BAD_USER_INPUT'),
  );
});

test('days, counts and addresses are taken as they are, or refused', () => {
  expect(readDay('on', '2028-02-29')).toBe('2028-02-29');
  expect(readCount('places', 3, 1, 9)).toBe(3);
  expect(readContact({ phone: '+60123456789' })).toEqual({
    phone: '+60123456789',
    email: null,
    language: 'MS',
  });
  const bad = [
    () => readDay('on', '2027-02-29'),
    () => readCount('places', 1.5, 1, 9),
    () => readCount('places', 10, 1, 9),
    () => readContact({ phone: '0123456789' }),
    () => readContact({ email: 'nobody' }),
  ];
  expect(bad.map(codeOf)).toEqual(bad.map(() => 'BAD_USER_INPUT'));
});
