import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import { type Column, getTableColumns, is, type SQL, sql } from 'drizzle-orm';
import { PgArray, type PgTable } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { valueText } from './hot-load.ts';
import type { Subgraph } from './subgraph.ts';
import { grantOf, passportFor, posting, type TestRoom } from './testing.ts';

/** A room that tells what its statement was given when it read ahead, and what its loaders hold afterwards. */
export type Watched<Loaders> = {
  readonly subgraph: Subgraph<Loaders>;
  /** Since the last call of this. */
  values(): (string | null)[];
  /** Those of the newest request. */
  loaders(): Loaders;
};

/** How a watched room reads ahead: as it does, with a statement that fails, or not at all. */
export type ReadsAhead = 'AS_IT_DOES' | 'IN_VAIN' | 'NOT';

/** The same room, watched. */
export function watched<Loaders>(subgraph: Subgraph<Loaders>, reads: ReadsAhead): Watched<Loaders> {
  const { readAhead, ...rest } = subgraph;
  const values: (string | null)[] = [];
  let newest: Loaders | null = null;
  const loaders: Subgraph<Loaders>['loaders'] = (parts) => {
    newest = subgraph.loaders(parts);
    return newest;
  };
  const watchedReadAhead: Subgraph<Loaders>['readAhead'] = async (ahead, context) =>
    readAhead?.(ahead, {
      ...context,
      read: async (statement, given) => {
        values.push(...given.map(valueText));
        if (reads === 'IN_VAIN') throw new Error('The statement failed.');
        return context.read(statement, given);
      },
    });
  return {
    subgraph: { ...rest, loaders, ...(reads === 'NOT' ? {} : { readAhead: watchedReadAhead }) },
    values: () => values.splice(0),
    loaders: () => {
      if (newest === null) throw new Error('Nothing has been asked yet.');
      return newest;
    },
  };
}

/** A subject to ask about: its type, its key, and what its grant opens. */
export type AskedSubject = readonly [type: string, key: string, classes: readonly DataClass[]];

/** Asks a room below subjects, a selection for each type, on a ground that opens these classes; with the statements that it took. */
export async function askSubjects(
  room: TestRoom,
  classes: readonly DataClass[],
  selections: Readonly<Record<string, string>>,
  subjects: readonly AskedSubject[],
): Promise<{ answer: RoomResult; statements: string[] }> {
  const passport = passportFor(posting(classes));
  const representations = subjects.map(([type, key, open]) => ({
    __typename: type,
    key,
    grant: grantOf(key, open, passport),
  }));
  const asked = Object.entries(selections).map(([type, selection]) => `... on ${type} { ${selection} }`);
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${asked.join(' ')} } }`;
  room.statements();
  const answer = await room.ask(text, { representations }, passport);
  return { answer, statements: room.statements() };
}

/** Any row of a table as its columns allow it, with some of them given: any text, instants to the microsecond, null where it may be. */
export function randomRow<Table extends PgTable>(
  table: Table,
  given: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Table['$inferInsert']> {
  const columns = Object.entries(getTableColumns(table)) as [string, Column][];
  const values = columns.map(([name, column]) => [name, given[name] ?? anyValue(column)] as const);
  return fc.record(Object.fromEntries(values)) as fc.Arbitrary<Table['$inferInsert']>;
}

function anyValue(column: Column): fc.Arbitrary<unknown> {
  const value = notNullOf(column);
  return column.notNull ? value : fc.option(value, { nil: null });
}

/** An identifier that no other row has: by bias and by shrinking the same few would come again. */
export const freshUuid: fc.Arbitrary<string> = fc.noShrink(fc.noBias(fc.uuid()));

const TEXT = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const AWKWARD = fc.constantFrom('', '{}', 'null', '"', '\\', '\u2028', '\u{1f3e0}', 'ñ\u0301', "'", '\t\n');
const DAY = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

function notNullOf(column: Column): fc.Arbitrary<unknown> {
  if (is(column, PgArray)) {
    const base = column.baseColumn as Column;
    // Arrays of text hold words of closed lists.
    const item = base.getSQLType() === 'text' ? fc.stringMatching(/^[a-z.]{1,12}$/) : notNullOf(base);
    return fc.array(item, { maxLength: 3 });
  }
  if (column.enumValues !== undefined && column.enumValues.length > 0)
    return fc.constantFrom(...column.enumValues);
  switch (column.getSQLType()) {
    case 'uuid':
      return freshUuid;
    case 'text':
      return fc.oneof(TEXT, AWKWARD);
    case 'bigint':
      return fc.maxSafeInteger();
    case 'integer':
      return fc.integer();
    case 'date':
      return DAY.map((instant) => instant.slice(0, 10));
    case 'timestamp (3) with time zone':
      return DAY.map((instant) => new Date(instant));
    case 'timestamp with time zone':
      return fc.tuple(DAY, fc.nat(999)).map(([instant, microseconds]) => instantOf(instant, microseconds));
    default:
      throw new Error(`No random value of ${column.getSQLType()}.`);
  }
}

function instantOf(instant: string, microseconds: number): SQL {
  return sql`${`${instant.slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`}::timestamptz`;
}
