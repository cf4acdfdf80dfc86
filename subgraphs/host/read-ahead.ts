import type { ClassTable } from '@seisi/schema/access/class-table';
import { type ClassSet, opens } from '@seisi/schema/classes';
import { openGrant } from '@seisi/schema/grant';
import { ceiling } from '@seisi/schema/viewer';
import type { Context } from './context.ts';
import type { GuardParts } from './guard.ts';
import type { RoomOptions } from './open-room.ts';
import { type AskedField, askedOf, selectionsOf } from './program/asked.ts';
import type { Foresight, Program } from './program/program.ts';
import type { Selection } from './program/selection.ts';
import { causeOf } from './room-error.ts';
import { isUuid } from './scalars.ts';
import { isUnwanted } from './wanted.ts';

/** A field that is asked of some subjects, by the hidden keys of those whose grant opens it. */
export type AskedOfSubjects = {
  readonly field: AskedField;
  readonly keys: readonly string[];
  /** A field at a path of names below this one, each time that it is asked; `type` has the last of them. Its keys are those whose grant opens that one too. */
  below(type: string, ...path: readonly [string, ...string[]]): readonly AskedOfSubjects[];
};

/**
 * What the fetches of one plan level ask of a room, known before any resolver runs: so that the room can read it in one statement and give it to
 * its loaders. Nothing is decided by it: the guard and the resolvers run as if nothing had been read.
 */
export type Ahead = {
  /** A field of `Query`, each time that it is asked. */
  root(name: string): readonly AskedField[];
  /** A field of subjects that came as representations, with the keys of those whose grant opens it; in the room that mints, of all. */
  ofSubjects(type: string, name: string): readonly AskedOfSubjects[];
};

/** One fetch: its program, its coerced variables. */
export type Fetch = {
  readonly program: Program & {};
  readonly variables: Readonly<Record<string, unknown>>;
};

type Subject = { readonly key: string; readonly classes: ClassSet | null };

/** Reads what some fetches of one request ask, in the terms of the room's own types. */
function aheadOf(
  fetches: readonly Fetch[],
  table: ClassTable,
  mints: boolean,
  context: Context<unknown>,
): Ahead {
  const read = fetches.map((fetch) => ({ ...fetch, subjects: subjectsOf(fetch, table, mints, context) }));
  const openedBy = gate(table, context);
  const askedOfSubjects = (field: AskedField, subjects: readonly Subject[]): AskedOfSubjects => ({
    field,
    keys: subjects.map(({ key }) => key),
    below: (type, ...path) => {
      const open = subjects.filter(openedBy(type, path.at(-1) ?? ''));
      return open.length === 0 ? [] : field.at(...path).map((below) => askedOfSubjects(below, open));
    },
  });
  return {
    root: (name) => read.flatMap(({ program, variables }) => askedOf([program.selection], name, variables)),
    ofSubjects: (type, name) =>
      read.flatMap(({ program, variables, subjects }) => {
        const open = (subjects.get(type) ?? []).filter(openedBy(type, name));
        if (open.length === 0) return [];
        const selections = entitySelections(program.selection, type);
        return askedOf(selections, name, variables).map((field) => askedOfSubjects(field, open));
      }),
  };
}

/** Whose grant opens a field; in the room that mints, everyone's may. */
function gate(table: ClassTable, { passport: { basis } }: Context<unknown>) {
  return (type: string, name: string): ((subject: Subject) => boolean) => {
    const access = table.field(type, name);
    if (access.kind !== 'class') return () => true;
    const isInBasis = opens(ceiling(basis), access.dataClass);
    return ({ classes }) => classes === null || (isInBasis && opens(classes, access.dataClass));
  };
}

function entitySelections({ fields }: Selection, type: string): Selection[] {
  const entities = fields.filter(({ name }) => name === '_entities');
  return entities.flatMap((field) =>
    [...selectionsOf(field.type)].filter((selection) => selection.type.name === type),
  );
}

/** The subjects that came, by type; elsewhere than in the room that mints only those with a grant that fits. */
function subjectsOf(
  { program, variables }: Fetch,
  table: ClassTable,
  mints: boolean,
  context: Context<unknown>,
): ReadonlyMap<string, readonly Subject[]> {
  const found = new Map<string, Subject[]>();
  const representations = askedOf([program.selection], '_entities', variables).flatMap(
    ({ args }) => args['representations'] as readonly Record<string, unknown>[],
  );
  for (const representation of representations) {
    const type = String(representation['__typename']);
    const subject = table.subjects.has(type) ? subjectOf(representation, mints, context) : null;
    if (subject === null) continue;
    const known = found.get(type);
    if (known === undefined) found.set(type, [subject]);
    else known.push(subject);
  }
  return found;
}

function subjectOf(
  { key, grant }: Readonly<Record<string, unknown>>,
  mints: boolean,
  context: Context<unknown>,
): Subject | null {
  if (!isUuid(key)) return null;
  if (mints) return { key, classes: null };
  const classes = classesFor(grant, key, context);
  return classes === null ? null : { key, classes };
}

function classesFor(value: unknown, key: string, context: Context<unknown>): ClassSet | null {
  const read = context.grants.read(value, key, context.passport);
  return openGrant(read, key, context.passport, context.now())?.classes ?? null;
}

/**
 * Reads ahead for all fetches of one request; null in a room that does not. Where it fails the operator is told, and the loaders read for
 * themselves: slower, and as they see it.
 */
export function foresight(
  { table, subgraph: { name, readAhead, mint } }: GuardParts,
  onFailure: RoomOptions['onFailure'],
): ((context: Context<unknown>) => Foresight) | null {
  if (readAhead === undefined) return null;
  const kept = new WeakMap<Context<unknown>, Foresight>();
  const foresightOf = (context: Context<unknown>): Foresight => {
    const read = gathered((fetches) =>
      readAhead(aheadOf(fetches, table, mint !== undefined, context), context),
    );
    return (program, variables) =>
      read({ program, variables }).catch((error: unknown) => {
        if (!isUnwanted(error)) onFailure?.({ room: name, coordinate: 'readAhead', cause: causeOf(error) });
      });
  };
  return (context) => {
    const known = kept.get(context) ?? foresightOf(context);
    kept.set(context, known);
    return known;
  };
}

/** Gathers the fetches that one request makes at once, and reads for them together. */
function gathered(read: (fetches: readonly Fetch[]) => Promise<void>): (fetch: Fetch) => Promise<void> {
  let waiting: { readonly fetches: Fetch[]; readonly done: Promise<void> } | null = null;
  return (fetch) => {
    if (waiting !== null) {
      waiting.fetches.push(fetch);
      return waiting.done;
    }
    const fetches = [fetch];
    const done = nextTick().then(() => {
      waiting = null;
      return read(fetches);
    });
    waiting = { fetches, done };
    return done;
  };
}

/** After everything that is ready now has run: fetches of one level are sent in one go, but not in one call. */
function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}
