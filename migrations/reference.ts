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
  const list = columns.map((column) => `"${column}"`).join(', ');
  const updates = columns.slice(1).map((column) => `"${column}" = excluded."${column}"`);
  await sql.unsafe(
    `insert into ${name} (${list})
     select ${list} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)
     on conflict ("${columns[0]}") do update set ${updates.join(', ')}`,
    [JSON.stringify(rows)],
  );
}
