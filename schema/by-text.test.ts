import { expect, test } from 'vitest';
import { byText } from './by-text.ts';

test('what is made from a text is made once, while it is one of the last four', () => {
  const made: string[] = [];
  const read = byText((text) => {
    made.push(text);
    return { text };
  });
  const first = read('a');

  expect(read('a')).toBe(first);
  for (const text of ['b', 'c', 'd']) read(text);
  expect(read('a')).toBe(first);
  read('e');
  expect(read('a')).not.toBe(first);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'a']);
});

test('a text that cannot be read is tried again, and takes no place', () => {
  let tries = 0;
  const read = byText(() => {
    tries += 1;
    throw new Error('no graph');
  });

  expect(() => read('x')).toThrow('no graph');
  expect(() => read('x')).toThrow('no graph');
  expect(tries).toBe(2);
});
