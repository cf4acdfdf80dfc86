import { expect, test } from 'vitest';
import { openMemory } from './memory.ts';
import { referenceLoader } from './reference.ts';

type Scheme = { readonly code: string; readonly name: string };

/** A table that counts how it is read, and a loader of each new request. */
function tableOf(rows: Scheme[]) {
  let milliseconds = 0;
  const reads: string[] = [];
  const memory = openMemory(() => milliseconds);
  return {
    rows,
    reads,
    wait: (more: number) => {
      milliseconds += more;
    },
    loader: () =>
      referenceLoader(
        memory,
        'schemes',
        async () => {
          reads.push('whole');
          return [...rows];
        },
        async (codes) => {
          reads.push(codes.join());
          return rows.filter(({ code }) => codes.includes(code));
        },
      ),
  };
}

test('a reference table is read once a minute for all requests', async () => {
  const table = tableOf([{ code: 'A', name: 'one' }]);
  expect(await Promise.all([table.loader().load('A'), table.loader().load('A')])).toEqual([
    { code: 'A', name: 'one' },
    { code: 'A', name: 'one' },
  ]);
  expect(table.reads).toEqual(['whole']);

  table.rows[0] = { code: 'A', name: 'another' };
  table.wait(60_001);
  expect(await table.loader().load('A')).toEqual({ code: 'A', name: 'another' });
  expect(table.reads).toEqual(['whole', 'whole']);
});

test('what was added within the minute is found, and what is not there is asked for before it is said', async () => {
  const table = tableOf([{ code: 'A', name: 'one' }]);
  await table.loader().load('A');
  table.rows.push({ code: 'B', name: 'new' });
  const loader = table.loader();
  expect(await Promise.all([loader.load('B'), loader.load('C')])).toEqual([{ code: 'B', name: 'new' }, null]);
  expect(table.reads).toEqual(['whole', 'B,C']);
});
