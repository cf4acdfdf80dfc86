import { canonical } from '@seisi/schema/receipt/canonical';
import { EXPORT_ORIGIN, ExportWriter, type Selection } from '@seisi/schema/receipt/export';
import { noteSigner } from '@seisi/schema/receipt/signed-note';
import type { Sql, TransactionSql } from 'postgres';
import {
  atOneState,
  inclusionReader,
  newestNote,
  readLeaves,
  readReceipt,
} from '../../subgraphs/receipt/handed-out.audit.ts';
import { Refusal } from '../refusal.ts';
import { type PrivateJwk, readSecrets } from '../secrets.ts';
import { damaged, noReceipt, withLog } from './log.ts';
import { instantOf, optionsOf, receiptId, refusePositionals } from './options.ts';
import { say } from './output.ts';

const EXPORT_USAGE = 'export [--from TIME] [--until TIME] [--agency CODE] [--with-entries]';
const PROOF_USAGE = 'proof ID';
const STRETCH = 500;

/** Prints receipts with their proofs, a line each, under the newest checkpoint, and signs what it printed. */
export async function exportReceipts(args: readonly string[]): Promise<void> {
  const options = {
    from: { type: 'string' },
    until: { type: 'string' },
    agency: { type: 'string' },
    'with-entries': { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = optionsOf(args, options, EXPORT_USAGE);
  refusePositionals(positionals, EXPORT_USAGE);
  const selection = {
    from: instantOf('--from', values.from),
    until: instantOf('--until', values.until),
    agency: values.agency ?? null,
  };
  const wanted = { selection, isWithParts: values['with-entries'] };
  await withLog((sql, config) => writeExport(sql, wanted, readSecrets(config).receiptKey));
}

type Wanted = { readonly selection: Selection; readonly isWithParts: boolean };

function writeExport(sql: Sql, { selection, isWithParts }: Wanted, key: PrivateJwk): Promise<void> {
  return atOneState(sql, async (transaction) => {
    const checkpoint = await newestNote(transaction);
    if (checkpoint === null) throw new Refusal('The log is empty: nothing was signed yet.');
    const writer = new ExportWriter();
    const proofOf = provedLeaf(transaction, checkpoint.size);
    await say(writer.head(selection, checkpoint.note));
    for await (const { leafIndex, leaf } of leavesOf(transaction, selection)) {
      const { leafHashes } = await proofOf(leafIndex);
      const parts = isWithParts ? { parts: await partsOf(transaction, leaf) } : {};
      await say(writer.receipt({ leaf, leafIndex, leafHashes, ...parts }));
    }
    await say(writer.end(noteSigner(EXPORT_ORIGIN, { ...key })));
  });
}

async function* leavesOf(sql: TransactionSql, selection: Selection) {
  for (let after = -1; ; ) {
    const leaves = await readLeaves(sql, selection, { after, most: STRETCH });
    yield* leaves;
    after = leaves.at(-1)?.leafIndex ?? after;
    if (leaves.length < STRETCH) return;
  }
}

/** Prints the proof that one receipt stands in the log, as the graph hands it. */
export async function proof(args: readonly string[]): Promise<void> {
  const id = receiptId(optionsOf(args, {}, PROOF_USAGE).positionals, PROOF_USAGE);
  const text = await withLog((sql) =>
    atOneState(sql, async (transaction) => {
      const [stored, checkpoint] = [await readReceipt(transaction, id), await newestNote(transaction)];
      if (stored === null || checkpoint === null) throw noReceipt(id);
      const { leafHashes } = await provedLeaf(transaction, checkpoint.size)(stored.leafIndex);
      const { leaf, leafIndex } = stored;
      return canonical({ leaf, leafIndex: String(leafIndex), leafHashes, checkpoint: checkpoint.note });
    }),
  );
  await say(`${text}\n`);
}

function provedLeaf(sql: TransactionSql, size: number) {
  const read = inclusionReader(sql);
  return async (leafIndex: number) => {
    if (leafIndex >= size) throw damaged(`No checkpoint covers place ${leafIndex} of the log.`);
    const leafHashes = await read(leafIndex, size).catch((error: unknown) => {
      throw error instanceof Error && error.message.startsWith('The tree lacks')
        ? damaged(error.message)
        : error;
    });
    return { leafHashes };
  };
}

/** Header and entries of a receipt; null where they were destroyed by schedule. */
async function partsOf(sql: TransactionSql, leaf: string) {
  const { id } = JSON.parse(leaf) as { id: string };
  const stored = await readReceipt(sql, id);
  return stored === null || stored.header === null
    ? null
    : { header: stored.header, entries: stored.entries };
}
