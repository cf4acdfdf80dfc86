import { groupOf } from '@seisi/gateway/audit/group.testing';
import { leafHash } from '@seisi/schema/receipt/merkle';
import { expect, test } from 'vitest';
import { tally } from './tally.ts';

const rows = groupOf(5);
const [first, second] = rows as [(typeof rows)[number], (typeof rows)[number]];
const promised = new Map(rows.slice(0, 4).map(({ id, leaf }) => [id, leafHash(leaf)]));
const CLEAN = { promised: 4, unpromised: 1, lost: [], doubled: [], altered: [], misnumbered: [] };

test('what was promised and is there is in order, also with one more that was promised to nobody', () => {
  expect(tally(promised, rows)).toEqual(CLEAN);
});

test('a row that is gone, doubled, altered, or has the number of another is found', () => {
  const { series } = first;
  expect(tally(promised, rows.slice(1))).toMatchObject({ lost: [first.id], misnumbered: [series] });
  expect(tally(promised, rows.slice(0, -1))).toEqual({ ...CLEAN, unpromised: 0 });
  expect(tally(promised, [...rows, { ...first, number: 6 }])).toMatchObject({
    doubled: [first.id],
    misnumbered: [],
  });
  expect(tally(promised, [...rows, { ...first, id: crypto.randomUUID() }])).toMatchObject({
    misnumbered: [series],
  });
  expect(tally(promised, [{ ...first, leaf: second.leaf }, ...rows.slice(1)])).toMatchObject({
    altered: [first.id],
    lost: [],
  });
});
