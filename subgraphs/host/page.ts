import { RegistryError } from '@seisi/schema/errors';
import { viewerKey } from '@seisi/schema/passport';
import type { RoomParts } from './context.ts';

const PAGE_LIMIT = 100;
const PAGE_DEFAULT = 20;

/** The arguments of a connection as GraphQL hands them over. */
export type PageArguments = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
};

/** One page as it is asked for: how many rows, after which place in the sort. */
export type PageRequest = { readonly limit: number; readonly after: readonly string[] | null };

export type Connection<Row> = {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
};

/**
 * Reads `first` and `after`. A cursor opens only for the same viewer, ground, list, other arguments and sort (access §2).
 * @throws BAD_USER_INPUT for `first` outside 1 to 100, and for a cursor of another list or viewer
 */
export function openPage(given: PageArguments, list: PageList, parts: RoomParts): PageRequest {
  const limit = given.first ?? PAGE_DEFAULT;
  if (limit < 1 || limit > PAGE_LIMIT)
    throw new RegistryError('BAD_USER_INPUT', `\`first\` is ${limit}; it takes 1 to ${PAGE_LIMIT}.`, {
      argument: 'first',
    });
  if (given.after == null) return { limit, after: null };
  const after = parts.cursors.open(given.after, binding(list, parts));
  if (after === null)
    throw new RegistryError(
      'BAD_USER_INPUT',
      '`after` is not a cursor of this list for this viewer. Start from the first page.',
      {
        argument: 'after',
      },
    );
  return { limit, after };
}

/** What a cursor is bound to: the list by its coordinate, its sort, and its other arguments. */
export type PageList = { readonly coordinate: string; readonly sort: string; readonly filter?: unknown };

/** Makes a connection of rows fetched with one more than the limit; `placeOf` gives a row's place in the sort. */
export function sealPage<Row>(
  rows: readonly Row[],
  page: PageRequest,
  placeOf: (row: Row) => readonly string[],
  list: PageList,
  parts: RoomParts,
): Connection<Row> {
  const boundTo = binding(list, parts);
  const edges = rows
    .slice(0, page.limit)
    .map((node) => ({ cursor: parts.cursors.seal(placeOf(node), boundTo), node }));
  return {
    edges,
    pageInfo: { endCursor: edges.at(-1)?.cursor ?? null, hasNextPage: rows.length > page.limit },
  };
}

function binding(list: PageList, parts: RoomParts): string {
  return JSON.stringify([viewerKey(parts.passport), list.coordinate, list.sort, list.filter ?? null]);
}
