import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, UNKNOWN_MESSAGE, withheld } from '@seisi/schema/errors';
import { viewerKey } from '@seisi/schema/passport';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
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
  if (!isTaken(limit))
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

/** The page that is asked for where it is a list's first; null for any other, and for what `openPage` refuses. */
export function firstPageOf({ first, after }: PageArguments): PageRequest | null {
  const limit = first ?? PAGE_DEFAULT;
  return after == null && isTaken(limit) ? { limit, after: null } : null;
}

function isTaken(limit: number): boolean {
  return limit >= 1 && limit <= PAGE_LIMIT;
}

/** What a cursor is bound to: the list by its coordinate, its sort, and its other arguments. */
export type PageList = { readonly coordinate: string; readonly sort: string; readonly filter?: unknown };

/**
 * A citizen's own list tells a class by what is in it; where the ground does not open that class the list is withheld whole, for an empty one would say
 * that there is none.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE
 */
export function refuseUnread({ coordinate }: PageList, dataClass: DataClass, { passport }: RoomParts): void {
  const { basis } = passport;
  if (basis.kind === 'SELF' && !opens(ceiling(basis), dataClass))
    throw withheld(coordinate, dataClass, reasonClosed(basis, dataClass));
}

const MOST_ROUNDS = 20;
const MOST_AT_ONCE = 500;

/** A list of which some rows are not for this viewer, in its sort. */
export type SiftedList<Row> = {
  /** The rows after a place, one more than the limit where there are so many. */
  readonly load: (page: PageRequest) => Promise<readonly Row[]>;
  readonly placeOf: (row: Row) => readonly string[];
  /** Of these rows those that are for this viewer, in their order. */
  readonly keep: (rows: readonly Row[]) => Promise<readonly Row[]>;
};

/**
 * The rows of a page that are for this viewer, one more than the limit where there are so many. So its edges, its cursors and whether another
 * page follows tell of no row that was left out (access §2). Where nothing is found among thousands the list is unknown, rather than short.
 * @throws SOURCE_UNAVAILABLE after twenty rounds, and whatever `load` and `keep` reject with
 */
export async function siftedRows<Row>(page: PageRequest, list: SiftedList<Row>): Promise<Row[]> {
  const kept: Row[] = [];
  let { limit, after } = page;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await list.load({ limit, after });
    kept.push(...(await list.keep(found)));
    const last = found.at(-1);
    if (kept.length > page.limit || found.length <= limit || last === undefined)
      return kept.slice(0, page.limit + 1);
    after = list.placeOf(last);
    limit = Math.min(limit * 2, MOST_AT_ONCE);
  }
  throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
}

/** Makes a connection of rows fetched with one more than the limit; `placeOf` gives a row's place in the sort. A cursor is sealed when it is asked for. */
export function sealPage<Row>(
  rows: readonly Row[],
  page: PageRequest,
  placeOf: (row: Row) => readonly string[],
  list: PageList,
  parts: RoomParts,
): Connection<Row> {
  const edges = rows
    .slice(0, page.limit)
    .map((node) => new SealedEdge(node, () => parts.cursors.seal(placeOf(node), binding(list, parts))));
  return {
    edges,
    pageInfo: {
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
      hasNextPage: rows.length > page.limit,
    },
  };
}

/** An edge whose cursor costs nothing until somebody asks for it, and is the same each time. */
class SealedEdge<Row> {
  readonly node: Row;
  readonly #seal: () => string;
  #cursor: string | null = null;

  constructor(node: Row, seal: () => string) {
    this.node = node;
    this.#seal = seal;
  }

  get cursor(): string {
    this.#cursor ??= this.#seal();
    return this.#cursor;
  }
}

function binding(list: PageList, parts: RoomParts): string {
  return JSON.stringify([viewerKey(parts.passport), list.coordinate, list.sort, list.filter ?? null]);
}
