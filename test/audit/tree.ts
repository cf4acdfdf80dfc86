import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Sql } from 'postgres';
import { openSequencer } from '../../subgraphs/receipt/sequencer.step.ts';
import { verifyStored } from '../../subgraphs/receipt/stored.audit.ts';
import type { DisposableServer } from './server.ts';

/** A receipt as it stands in the tree. */
export type TreeReceipt = Pick<StoredReceipt, 'series' | 'number' | 'id' | 'leaf'>;

/** The whole tree, as it stands. */
export async function readTree(sql: Sql): Promise<TreeReceipt[]> {
  const rows = await sql<{ series: string; number: string; id: string; leaf: string }[]>`
    select series, number, id, leaf from receipt.leaf order by index`;
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** Begins anew, with nothing in it and nothing that waits. */
export async function emptyTree(sql: Sql): Promise<void> {
  await sql`
    truncate receipt.incoming, receipt.leaf, receipt.header, receipt.entry, receipt.tile, receipt.checkpoint, receipt.series, receipt.conflict`;
}

const IDLE_MS = 3_600_000;

/**
 * Takes all that waits into the tree, as the sequencer does, and reads it.
 * @throws Error where something cannot be taken, where there is a conflict, or where an audit finds anything
 */
export async function takeIntoTree(server: DisposableServer): Promise<TreeReceipt[]> {
  const { roomUrl: databaseUrl, receiptKey: key } = server;
  const sequencer = openSequencer({ databaseUrl, key, now: Date.now, intervalMs: IDLE_MS });
  try {
    while (await sequencer.turn());
  } finally {
    await sequencer.close();
  }
  const [waiting] = await server.sql(
    (sql) => sql<{ count: string }[]>`select count(*) from receipt.incoming`,
  );
  const { conflicts, finding } = await server.sql((sql) => verifyStored(sql, [noteVerifier(ORIGIN, key)]));
  if (waiting?.count !== '0' || conflicts > 0 || finding !== null)
    throw new Error(
      `${waiting?.count} receipts are not taken, ${conflicts} conflicts, ${JSON.stringify(finding)}`,
    );
  return await server.sql(readTree);
}
