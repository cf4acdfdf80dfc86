import type { PersonaToken } from '@seisi/migrations/seed/personas';
import type { Graph } from './graph.ts';
import type { Ground } from './ground.ts';
import { compare, type Registry } from './registry.ts';

/** All that an answer is made from: the graph, the registry on its day, who asks and on what ground. */
export type World = {
  readonly graph: Graph;
  readonly registry: Registry;
  readonly token: PersonaToken | null;
  readonly ground: Ground;
};

export type Given = Readonly<Record<string, unknown>>;

/** What the register says at one field: a leaf, a row, a list of rows, or null. */
// biome-ignore lint/suspicious/noExplicitAny: each field knows the row of its own type; the graph says which that is.
export type Field = (row: any, given: Given, world: World) => unknown;

/** The fields of some types by coordinate; one that is not here is the row's own property of its name. */
export type Fields = Readonly<Record<string, Field>>;

/** Stands for a sealed text that only its own gateway can read: any text that is not empty. */
export const CURSOR = '‹cursor›';

/** A row met through a union, with the type that it is. */
export class Typed {
  readonly type: string;
  readonly row: object;

  constructor(type: string, row: object) {
    this.type = type;
    this.row = row;
  }
}

/** What this viewer may not be told of this subject, whatever its class: a figure in which another adult has a part. */
export class NotForThisSubject {
  readonly dataClass: string;

  constructor(dataClass: string) {
    this.dataClass = dataClass;
  }
}

const PAGE = 20;

/** A page of a list that is already in its order. */
export function page(rows: readonly object[], { first }: Given): object {
  const size = typeof first === 'number' ? first : PAGE;
  const edges = rows.slice(0, size).map((node) => ({ cursor: CURSOR, node }));
  return {
    edges,
    pageInfo: { endCursor: edges.length === 0 ? null : CURSOR, hasNextPage: rows.length > size },
  };
}

/** Newest first by an instant, then by id. */
export function newestBy<Row extends { id: string }>(
  rows: readonly Row[],
  instantOf: (row: Row) => Date,
): Row[] {
  return rows.toSorted(
    (one, other) => instantOf(other).getTime() - instantOf(one).getTime() || compare(other.id, one.id),
  );
}
