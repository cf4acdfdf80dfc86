import { expect, test } from 'vitest';
import { labelOf } from './label.ts';

test('a description gives both names and the meaning', () => {
  expect(labelOf('POOR', 'Poor (Miskin): income per head\nis below the poverty line.')).toEqual({
    value: 'POOR',
    english: 'Poor',
    malay: 'Miskin',
    meaning: 'income per head is below the poverty line.',
  });
});

test('brackets and colons in the meaning do not end the names', () => {
  expect(labelOf('A', 'One (Satu): first (pertama): of all.')).toMatchObject({
    english: 'One',
    malay: 'Satu',
    meaning: 'first (pertama): of all.',
  });
});

test('a text of another form is no label', () => {
  expect(labelOf('A', 'Just a sentence.')).toBeNull();
  expect(labelOf('A', '')).toBeNull();
});
