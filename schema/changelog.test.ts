import { expect, test } from 'vitest';
import { continued, graphHash } from './changelog.ts';

const FIRST = { date: '2026-01-01', api: 'type Query { me: ID house(id: ID): ID }' };
const SECOND = {
  date: '2026-02-01',
  api: 'type Query { "Me." me: ID house(id: ID, number: ID): ID, all: [ID] }',
};
const THIRD = {
  date: '2026-03-01',
  api: 'type Query { me: ID! @deprecated(reason: "Gone soon.") house(id: ID, number: ID): ID }',
};

test('each step tells what was added, deprecated, changed and removed, with its day, the newest first', async () => {
  const { graph, steps } = await continued(null, [FIRST, SECOND, THIRD]);
  expect(graph).toBe(graphHash(THIRD.api));
  expect(steps.map(({ date }) => date)).toEqual(['2026-03-01', '2026-02-01', '2026-01-01']);
  const told = steps.map(({ changes }) =>
    changes
      .map(({ kind, coordinate, isBreaking }) => `${kind} ${coordinate}${isBreaking ? ' !' : ''}`)
      .toSorted(),
  );
  expect(told[0]).toEqual(['CHANGED Query.me', 'DEPRECATED Query.me', 'REMOVED Query.all !']);
  expect(told[1]).toEqual(['ADDED Query.all', 'ADDED Query.house(number:)']);
  expect(told[2]).toEqual([]);
});

test('a changelog goes on from the graph that it ends with, and what it said stays', async () => {
  const known = await continued(null, [FIRST, SECOND]);
  expect(await continued(known, [FIRST, SECOND, THIRD])).toEqual(
    await continued(null, [FIRST, SECOND, THIRD]),
  );
  expect(await continued(known, [SECOND, { ...SECOND, date: '2026-04-01' }])).toEqual(known);
});

test('a changelog whose last graph is not in the history is not guessed on', async () => {
  const known = await continued(null, [FIRST]);
  await expect(continued(known, [SECOND, THIRD])).rejects.toThrow('is not in the history');
});
