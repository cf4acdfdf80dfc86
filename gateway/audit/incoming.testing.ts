import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptDraft, StoredReceipt } from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';
import type { Sql } from 'postgres';
import { onTestFinished } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import type { ReceiptGroup } from './sink.ts';

/** A database with the gateway's door for receipts. */
export type Incoming = {
  readonly adminUrl: string;
  /** As the gateway's own role. */
  readonly url: string;
  sql<Result>(act: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** All rows, by series and number. */
  rows(): Promise<StoredReceipt[]>;
  /** Does something while the table takes nothing: whoever writes hangs. */
  whileLocked<Result>(act: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** Clones the template of the run. */
export async function openIncoming(): Promise<Incoming> {
  const database: TestDatabase = await testDatabase();
  const url = database.roomUrl('gateway');
  const sql = <Result>(act: (sql: Sql) => Promise<Result>) => withConnection(database.adminUrl, act);
  await sql((one) => makeDoor(one, new URL(url)));
  return {
    adminUrl: database.adminUrl,
    url,
    sql,
    rows: () => sql(readRows),
    whileLocked: (act) =>
      sql((one) =>
        one.begin(async (transaction) => {
          await transaction`lock table receipt.incoming in access exclusive mode`;
          return act();
        }),
      ) as Promise<Awaited<ReturnType<typeof act>>>,
    close: database.close,
  };
}

async function makeDoor(sql: Sql, { username, password, pathname }: URL): Promise<void> {
  await sql.unsafe(`
    do $$ begin create role "${username}" login password '${password}';
    exception when duplicate_object or unique_violation then null; end $$;
    grant connect on database "${pathname.slice(1)}" to "${username}";
    create schema if not exists receipt;
    create table if not exists receipt.incoming (series uuid not null, number bigint not null, id uuid not null,
      at timestamptz not null, leaf text not null, parts text not null, primary key (series, number));
    grant usage on schema receipt to "${username}";
    grant insert on receipt.incoming to "${username}"`);
}

/** Every row as it was handed over. */
async function readRows(sql: Sql): Promise<StoredReceipt[]> {
  const rows = await sql<(Omit<StoredReceipt, 'number' | 'at'> & { number: string; at: Date })[]>`
    select * from receipt.incoming order by series, number`;
  return rows.map(({ series, number, id, at, leaf, parts }) => ({
    series,
    number: Number(number),
    id,
    at: at.getTime(),
    leaf,
    parts,
  }));
}

/** A draft about so many subjects; nobody is meant by them. */
export function draftOf(subjects = 2): ReceiptDraft {
  const told = [{ class: 'income', ground: 'POSTING', fields: ['Person.income', 'Person.name “é” \\ "x"'] }];
  return {
    id: randomUUID(),
    kind: 'ANSWER',
    of: null,
    at: Date.now(),
    header: {
      viewer: { kind: 'OFFICER', id: 'officer-1' },
      basis: 'POSTING',
      basisId: 'posting-1',
      agency: 'jkm',
      purpose: null,
      legalBasis: null,
    },
    operation: 'A'.repeat(43),
    entries: Array.from({ length: subjects }, (_, place) => {
      const subject = { type: 'Person', key: `P-${place}` };
      const text = JSON.stringify({ subject, told, veiled: false, withheld: [] });
      return { ...subject, text };
    }),
  };
}

/** Sealed receipts of one series, from a number on. */
export function groupOf(count: number, series: string = randomUUID(), first = 1): ReceiptGroup {
  return Array.from(
    { length: count },
    (_, place) =>
      sealReceipt(draftOf(), { series, number: first + place }, (size) => Buffer.alloc(size, 1)).stored,
  );
}

/** An empty folder for one test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-receipts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
