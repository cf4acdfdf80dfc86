import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manyBy, oneBy, perArguments } from './loader.ts';

type Row = { readonly key: string; readonly place: number };

test('a loader asks once for all waiting keys and gives each its own row, or null', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), async (known, asked) => {
      const fetches: (readonly string[])[] = [];
      const loader = oneBy(
        (row: Row) => row.key,
        async (keys) => {
          fetches.push(keys);
          return known
            .filter((key) => keys.includes(key))
            .map((key, place) => ({ key, place }))
            .reverse();
        },
      );
      const rows = await Promise.all(asked.map((key) => loader.load(key)));
      expect(rows.map((row) => row?.key ?? null)).toEqual(
        asked.map((key) => (known.includes(key) ? key : null)),
      );
      expect(fetches).toEqual(asked.length === 0 ? [] : [asked]);
    }),
  );
});

test('a loader of many gives each key its rows in the order of the fetch, and an empty list to a key without', async () => {
  const rows: Row[] = [
    { key: 'b', place: 1 },
    { key: 'a', place: 2 },
    { key: 'b', place: 3 },
  ];
  const loader = manyBy(
    (row: Row) => row.key,
    async () => rows,
  );
  expect(await loader.loadAll(['a', 'b', 'c'])).toEqual([[rows[1]], [rows[0], rows[2]], []]);
});

test('a fetch that fails fails every key that waited for it', async () => {
  const loader = oneBy(
    (row: Row) => row.key,
    () => Promise.reject(new Error('down')),
  );
  const settled = await Promise.allSettled([loader.load('a'), loader.load('b')]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('equal arguments share one loader, others get their own', () => {
  let made = 0;
  const loaderFor = perArguments((given: { readonly limit: number; readonly after: string | null }) => {
    made += 1;
    return { given };
  });
  expect(loaderFor({ limit: 1, after: null })).toBe(loaderFor({ limit: 1, after: null }));
  expect(loaderFor({ limit: 1, after: 'null' })).not.toBe(loaderFor({ limit: 1, after: null }));
  expect(made).toBe(2);
});
