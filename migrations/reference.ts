import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';

/** Rows of one table: `reference/<schema>.<table>.tsv`. The first column is the key. */
type ReferenceTable = {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | null>>[];
};

const FOLDER = join(import.meta.dirname, 'reference');

/** Brings the reference data of these rooms to what the files say, in one transaction. Rows that a file no longer has stay, since records may name them. */
export async function loadReference(sql: Sql, rooms: readonly string[], folder = FOLDER): Promise<void> {
  const tables = readReference(folder).filter(({ schema }) => rooms.includes(schema));
  await sql.begin(async (transaction) => {
    for (const table of tables) await upsert(transaction, table);
  });
}

/** The tables of the folder, read. */
export function readReference(folder = FOLDER): ReferenceTable[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .map((file) => {
      const [schema = '', table = ''] = file.split('.');
      return { schema, table, ...parseTsv(readFileSync(join(folder, file), 'utf8'), file) };
    });
}

function parseTsv(text: string, file: string): Pick<ReferenceTable, 'columns' | 'rows'> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [columns = [], ...rows] = lines.map((line) => line.split('\t'));
  const odd = rows.find((row) => row.length !== columns.length);
  if (odd !== undefined)
    throw new Error(`${file}: the row ${odd[0]} has ${odd.length} columns, not ${columns.length}.`);
  return {
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] || null]))),
  };
}

async function upsert(sql: TransactionSql, { schema, table, columns, rows }: ReferenceTable): Promise<void> {
  const name = `"${schema}"."${table}"`;
  const json = new Set(
    (
      await sql<{ name: string }[]>`select column_name as name from information_schema.columns
         where table_schema = ${schema} and table_name = ${table} and data_type = 'jsonb'`
    ).map((column) => column.name),
  );
  const list = columns.map((column) => `"${column}"`).join(', ');
  const updates = columns.slice(1).map((column) => `"${column}" = excluded."${column}"`);
  await sql.unsafe(
    `insert into ${name} (${list})
     select ${list} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)
     on conflict ("${columns[0]}") do update set ${updates.join(', ')}`,
    [JSON.stringify(rows.map((row) => withJson(row, json)))],
  );
}

/** A row whose cells of these columns hold JSON. */
function withJson(
  row: Readonly<Record<string, string | null>>,
  columns: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      cell !== null && columns.has(name) ? JSON.parse(cell) : cell,
    ]),
  );
}
