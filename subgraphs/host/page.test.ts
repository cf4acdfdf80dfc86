import { RegistryError } from '@seisi/schema/errors';
import type { Basis } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoomParts } from './context.ts';
import { cursorSeal } from './cursor.ts';
import { firstPageOf, openPage, type PageList, sealPage, siftedRows } from './page.ts';
import { passportFor, posting } from './testing.ts';

const cursors = cursorSeal(['a key for tests']);
const LIST: PageList = { coordinate: 'Query.things', sort: 'number', filter: { colour: 'RED' } };

function parts(basis: Basis = posting(['aid']), viewer: { id?: string } = {}): RoomParts {
  return { cursors, passport: passportFor(basis, { viewer }) } as RoomParts;
}

function refusalOf(ask: () => unknown): { code: string; argument: unknown } | null {
  try {
    ask();
    return null;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return { code: error.code, argument: error.extensions['argument'] };
  }
}

test('a page is of 1 to 100 rows, and of 20 where nothing was asked', () => {
  expect(openPage({}, LIST, parts())).toEqual({ limit: 20, after: null });
  expect(openPage({ first: null, after: null }, LIST, parts())).toEqual({ limit: 20, after: null });
  expect(openPage({ first: 1 }, LIST, parts()).limit).toBe(1);
  expect(openPage({ first: 100 }, LIST, parts()).limit).toBe(100);
  for (const first of [0, -1, 101, 2 ** 31 - 1])
    expect(refusalOf(() => openPage({ first }, LIST, parts()))).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'first',
    });
});

test('walking a list page by page gives every row once and in order, whatever the size of the page', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(500)), fc.integer({ min: 1, max: 100 }), (numbers, first) => {
      const all = numbers.toSorted((left, right) => left - right);
      const seen: number[] = [];
      let after: string | null = null;
      do {
        const page = openPage({ first, after }, LIST, parts());
        const from: number = page.after === null ? -1 : Number(page.after[0]);
        const rows = all.filter((number) => number > from).slice(0, page.limit + 1);
        const { edges, pageInfo } = sealPage(rows, page, (number) => [String(number)], LIST, parts());
        seen.push(...edges.map(({ node }) => node));
        expect(edges.length).toBeLessThanOrEqual(first);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(all);
    }),
  );
});

test('a cursor is sealed when it is asked for, once, and the page ends at the last', () => {
  let sealed = 0;
  const seal: typeof cursors.seal = (place, boundTo) => {
    sealed += 1;
    return cursors.seal(place, boundTo);
  };
  const page = openPage({ first: 2 }, LIST, parts());
  const given = { ...parts(), cursors: { ...cursors, seal } };
  const { edges, pageInfo } = sealPage(['a', 'b', 'c'], page, (row) => [row], LIST, given);
  expect([edges.map(({ node }) => node), pageInfo.hasNextPage, sealed]).toEqual([['a', 'b'], true, 0]);

  expect(pageInfo.endCursor).toBe(edges[1]?.cursor);
  expect(openPage({ after: pageInfo.endCursor }, LIST, parts()).after).toEqual(['b']);
  expect(sealed).toBe(1);
});

test('the first page of a list can be told without its resolver, and is none that it refuses', () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: -1, max: 102 })), (first) => {
      const refusal = refusalOf(() => openPage({ first }, LIST, parts()));
      expect(firstPageOf({ first })).toEqual(refusal === null ? openPage({ first }, LIST, parts()) : null);
    }),
  );
  expect(firstPageOf({ after: null })).toEqual({ limit: 20, after: null });
  expect(firstPageOf({ after: 'a place' })).toBeNull();
});

test('an empty page ends nowhere, and no page follows it', () => {
  const page = openPage({}, LIST, parts());
  expect(sealPage([], page, () => [], LIST, parts())).toEqual({
    edges: [],
    pageInfo: { endCursor: null, hasNextPage: false },
  });
});

test('a cursor is refused for another viewer, ground, list, sort or argument, and when tampered with', () => {
  const page = openPage({ first: 1 }, LIST, parts());
  const after = sealPage(['a', 'b'], page, (row) => [row], LIST, parts()).pageInfo.endCursor ?? '';
  expect(openPage({ after }, LIST, parts()).after).toEqual(['a']);
  const agreement: Basis = {
    kind: 'AGREEMENT',
    id: 'posting-1',
    agency: 'jkm',
    purpose: 'SERVICE_DELIVERY',
    legalBasis: 'ACT_864',
    areas: ['MY'],
    population: 'ALL',
    classes: 0,
  };
  const refused = { code: 'BAD_USER_INPUT', argument: 'after' };
  expect(refusalOf(() => openPage({ after }, LIST, parts(posting(['aid']), { id: 'officer-2' })))).toEqual(
    refused,
  );
  expect(refusalOf(() => openPage({ after }, LIST, parts({ ...agreement, id: 'agreement-1' })))).toEqual(
    refused,
  );
  expect(refusalOf(() => openPage({ after }, { ...LIST, coordinate: 'Query.others' }, parts()))).toEqual(
    refused,
  );
  expect(refusalOf(() => openPage({ after }, { ...LIST, sort: 'name' }, parts()))).toEqual(refused);
  expect(refusalOf(() => openPage({ after }, { ...LIST, filter: { colour: 'BLUE' } }, parts()))).toEqual(
    refused,
  );
  expect(refusalOf(() => openPage({ after: `${after.slice(0, -2)}AA` }, LIST, parts()))).toEqual(refused);
  expect(refusalOf(() => openPage({ after: '' }, LIST, parts()))).toEqual(refused);
});

/** A list of numbers in their order, of which some are for the viewer; it counts how often it is asked. */
function siftedNumbers(all: readonly number[], isFor: (number: number) => boolean) {
  const asked = { loads: 0, most: 0 };
  const list = {
    load: async ({ limit, after }: { limit: number; after: readonly string[] | null }) => {
      asked.loads += 1;
      const found = all.filter((number) => after === null || number > Number(after[0])).slice(0, limit + 1);
      asked.most = Math.max(asked.most, found.length);
      return found;
    },
    placeOf: (number: number) => [String(number)],
    keep: async (numbers: readonly number[]) => numbers.filter(isFor),
  };
  return { asked, list };
}

test('a page holds what a list of the rows for this viewer alone would hold, whatever stands between them', async () => {
  const numbers = fc.uniqueArray(fc.nat(3000), { maxLength: 1200, size: 'max' });
  const share = fc.constantFrom(1, 2, 7, 90);
  const after = fc.option(fc.nat(3000).map((number) => [String(number)]));
  await fc.assert(
    fc.asyncProperty(
      numbers,
      share,
      fc.integer({ min: 1, max: 100 }),
      after,
      async (given, each, limit, from) => {
        const all = given.toSorted((left, right) => left - right);
        const isFor = (number: number) => number % each === 0;
        const naive = all.filter((number) => isFor(number) && (from === null || number > Number(from[0])));
        const { list } = siftedNumbers(all, isFor);
        expect(await siftedRows({ limit, after: from }, list)).toEqual(naive.slice(0, limit + 1));
      },
    ),
  );
});

test('where everything is for the viewer, one page is one load', async () => {
  const { asked, list } = siftedNumbers([1, 2, 3, 4, 5], () => true);
  expect(await siftedRows({ limit: 4, after: null }, list)).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual({ loads: 1, most: 5 });
});

test('where nothing is found among thousands the list is unknown, after so many loads of at most 501 rows', async () => {
  const { asked, list } = siftedNumbers(
    Array.from({ length: 12_000 }, (_, at) => at),
    () => false,
  );
  const refused = siftedRows({ limit: 100, after: null }, list);
  await expect(refused).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(asked).toEqual({ loads: 20, most: 501 });
});

test('a question that fails is no empty answer', async () => {
  const { list } = siftedNumbers([1, 2, 3], () => true);
  const keep = async () => {
    throw new Error('Nobody tells.');
  };
  await expect(siftedRows({ limit: 1, after: null }, { ...list, keep })).rejects.toThrow('Nobody tells.');
});
