import { expect, test } from 'vitest';
import { draftOf } from './group.testing.ts';
import { Series } from './series.ts';

test('numbers begin at 1 and have no gap; a draft that cannot be sealed takes none and fails alone', () => {
  const series = new Series();
  const header = { ...draftOf().header, agency: '\ud800' };
  const { rows, results } = series.seal([draftOf(), { ...draftOf(), header }, draftOf()]);

  expect([...rows, ...series.seal([draftOf()]).rows].map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(results.map((result) => result instanceof Error)).toEqual([false, true, false]);
});

test('after its end another series begins at 1', () => {
  const series = new Series();
  const [before] = series.seal([draftOf()]).rows;
  series.end();
  const [after] = series.seal([draftOf()]).rows;

  expect(after?.number).toBe(1);
  expect(after?.series).not.toBe(before?.series);
});

test('no two salts are the same, however many are drawn', () => {
  const { rows } = new Series().seal(Array.from({ length: 400 }, () => draftOf(3)));
  const salts = rows.flatMap(({ parts }) => [...parts.matchAll(/^([\w-]{22}) /gm)].map(([, salt]) => salt));

  expect(salts).toHaveLength(1600);
  expect(new Set(salts).size).toBe(1600);
});

test('a receipt about so many that its salts do not fit in the pool is sealed too', () => {
  const { rows, results } = new Series().seal([draftOf(1000)]);
  expect(rows).toHaveLength(1);
  expect(results[0]).toHaveProperty('leaf');
});
