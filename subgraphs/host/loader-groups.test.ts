import { expect, test } from 'vitest';
import { loaderGroups, made } from './loader-groups.ts';

test('a group is made when one of its loaders is asked for, once for each object', () => {
  const join = loaderGroups();
  const makes = { one: 0, two: 0 };
  const open = (request: string) =>
    join(
      () => {
        makes.one += 1;
        return { name: () => request, first: {} };
      },
      () => {
        makes.two += 1;
        return { second: {} };
      },
    );
  const learned = open('a');
  const { first } = learned;
  expect(learned.first).toBe(first);
  expect(learned.name()).toBe('a');

  Object.assign(makes, { one: 0, two: 0 });
  const other = open('b');
  expect(makes).toEqual({ one: 0, two: 0 });
  expect(other.name()).toBe('b');
  expect(other.first).not.toBe(first);
  expect(makes).toEqual({ one: 1, two: 0 });
  expect(learned.name()).toBe('a');
});

test('two groups with one name are refused, for one of them would be lost', () => {
  const join = loaderGroups();
  expect(() =>
    join(
      () => ({ load: 1 }),
      () => ({ load: 2 }),
    ),
  ).toThrow('Two groups of loaders have load.');
});

test('what a maker gives is made once', () => {
  let count = 0;
  const group = made(() => {
    count += 1;
    return { count };
  });
  expect([group().count, group().count, count]).toEqual([1, 1, 1]);
});
