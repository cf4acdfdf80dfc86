import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWay } from '../../test/setup/way.ts';
import { handOver, NOVEMBER, type ReceiptDatabase, receiptDatabase, sealed } from './receipt.testing.ts';
import { openSequencer, type Sequencer } from './sequencer.step.ts';
import { verifyStored } from './stored.audit.ts';

const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const SUBJECTS = 2;
let database: ReceiptDatabase;
beforeEach(async () => {
  database = await receiptDatabase();
});
afterEach(() => database.close());

const sequencer = (databaseUrl: string): Sequencer =>
  openSequencer({ databaseUrl, key, now: () => NOVEMBER, intervalMs: 1_000_000 });

/** Takes what waits until nothing does. */
async function takeAll(): Promise<void> {
  const one = sequencer(database.roomUrl);
  const end = performance.now() + 30_000;
  while ((await database.admin`select from receipt.incoming limit 1`).length > 0) {
    // A transaction that was cut off holds the lock until the server has noticed.
    if (!(await one.turn())) await sleep(5);
    if (performance.now() > end) throw new Error('What waits is not taken.');
  }
  await one.close();
}

/** Each of these stands in the tree, once, with its entries, and the whole verifies. */
async function expectEach(receipts: readonly StoredReceipt[]): Promise<void> {
  const leaves = await database.admin<{ leaf: string }[]>`select leaf from receipt.leaf`;
  const [entries] = await database.admin<{ count: string }[]>`select count(*) from receipt.entry`;

  expect(leaves.map(({ leaf }) => leaf).toSorted()).toEqual(receipts.map(({ leaf }) => leaf).toSorted());
  expect(Number(entries?.count)).toBe(receipts.length * SUBJECTS);
  expect(await verifyStored(database.admin, [noteVerifier(ORIGIN, key)])).toMatchObject({
    size: receipts.length,
    conflicts: 0,
    finding: null,
  });
}

test.each(['before', 'after'] as const)(
  'a line that is cut %s any message of a batch loses no receipt and doubles none',
  async (when) => {
    const kept: StoredReceipt[] = [];
    let message = 1;
    for (; ; message += 1) {
      const receipts = sealed(randomUUID(), [1, 2, 3], SUBJECTS);
      kept.push(...receipts);
      await handOver(database.gateway, receipts);
      const nth = message;
      const line = await openWay(database.roomUrl, (one) => (one === nth ? when : null));
      const one = sequencer(line.url);
      await one.turn().catch(() => {});
      const isCut = line.cuts > 0;
      await line.close();
      await one.close();
      await takeAll();
      if (!isCut) break;
    }

    // Login, transaction, lock, reads, copies, checkpoint and commit: more than a dozen places to be cut at.
    expect(message).toBeGreaterThan(12);
    await expectEach(kept);
  },
  180_000,
);

test('a sequencer that is killed over and over loses no receipt and doubles none', async () => {
  const kept: StoredReceipt[] = [];
  for (let time = 0; time < 5; time += 1) {
    const receipts = sealed(
      randomUUID(),
      Array.from({ length: 60 }, (_, at) => at + 1),
      SUBJECTS,
    );
    kept.push(...receipts);
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, 'running.testing.ts'),
        JSON.stringify({ databaseUrl: database.roomUrl, key }),
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    await handOver(database.gateway, receipts);
    await sleep(randomInt(40));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await takeAll();

  await expectEach(kept);
}, 180_000);
