import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ORIGIN, openCheckpoint } from '@seisi/schema/receipt/checkpoint';
import { logVerifiers } from '@seisi/schema/receipt/former-key';
import { leafHash, rootOf } from '@seisi/schema/receipt/merkle';
import { verifyConsistency, verifyInclusion } from '@seisi/schema/receipt/proof';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handOver, NOVEMBER, type ReceiptDatabase, receiptDatabase, sealed } from './receipt.testing.ts';
import { openSequencer, type Sequencer, type SequencerOptions } from './sequencer.step.ts';
import { verifyStored } from './stored.audit.ts';
import { readConsistencyProof, readInclusionProof } from './tree.loaders.ts';

const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const verifier = noteVerifier(ORIGIN, key);
const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
const OTHER = 'a30bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
let database: ReceiptDatabase;
let notices: string[];
const opened: Sequencer[] = [];
beforeEach(async () => {
  database = await receiptDatabase();
  notices = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database.close();
});

/** One that takes a batch when told to. */
function sequencer(given: Partial<SequencerOptions> = {}): Sequencer {
  const one = openSequencer({
    databaseUrl: database.roomUrl,
    key,
    now: () => NOVEMBER,
    intervalMs: 1_000_000,
    onNotice: (line) => notices.push(line),
    ...given,
  });
  opened.push(one);
  return one;
}

async function all(one: Sequencer): Promise<void> {
  while (await one.turn());
}

const leaves = () =>
  database.admin<{ index: string; series: string; number: string; leaf: string }[]>`
    select index, series, number, leaf from receipt.leaf order by index`;
const numbers = async () =>
  (await leaves()).map(({ series, number }) => `${series === SERIES ? 'S' : 'O'}${number}`);
const waiting = async () => (await database.admin`select from receipt.incoming`).length;

test('what is handed over stands in the tree, with its parts, under a checkpoint of the key', async () => {
  const receipts = sealed(SERIES, [1, 2, 3], 3);
  await handOver(database.gateway, receipts);
  await all(sequencer());
  const [checkpoint] = await database.room<{ note: string }[]>`select note from receipt.checkpoint`;
  const entries = await database.room`select leaf_index, subject_type, classes from receipt.entry`;

  expect((await leaves()).map(({ index, leaf }) => [index, leaf])).toEqual(
    receipts.map(({ leaf }, at) => [String(at), leaf]),
  );
  expect(openCheckpoint(checkpoint?.note ?? '', verifier)).toEqual({
    number: 1,
    at: NOVEMBER,
    size: 3,
    root: rootOf(receipts.map(({ leaf }) => leafHash(leaf))),
  });
  expect(entries).toHaveLength(9);
  expect(
    await database.room`select viewer_id from receipt.header where viewer_kind = 'OFFICER'`,
  ).toHaveLength(3);
  expect(await waiting()).toBe(0);
});

test('what comes behind a missing number waits for it, and nobody else does', async () => {
  const receipts = sealed(SERIES, [1, 2, 3, 4]);
  await handOver(database.gateway, [...receipts.slice(0, 1), ...receipts.slice(2), ...sealed(OTHER, [1, 2])]);
  const one = sequencer({ patienceMs: 0 });
  await all(one);
  expect((await numbers()).toSorted()).toEqual(['O1', 'O2', 'S1']);
  expect(notices.join()).toContain(`${SERIES} wait for number 2`);

  await handOver(database.gateway, receipts.slice(1, 2));
  await all(one);
  expect((await numbers()).slice(3)).toEqual(['S2', 'S3', 'S4']);
});

test('numbers that an administrator declared lost hold nobody up, and are taken when they are found', async () => {
  const receipts = sealed(SERIES, [1, 2, 3, 4, 5]);
  await handOver(database.gateway, [receipts[0], receipts[4]] as typeof receipts);
  await database.admin`insert into receipt.gap values (${SERIES}, 2, 4, now(), 'the disk is lost')`;
  const one = sequencer();
  await all(one);
  expect(await numbers()).toEqual(['S1', 'S5']);

  await handOver(database.gateway, receipts.slice(2, 3));
  await all(one);
  expect(await numbers()).toEqual(['S1', 'S5', 'S3']);
});

test('a receipt that comes twice is one: in a batch, later, and from another sequencer', async () => {
  const receipts = sealed(SERIES, [1, 2]);
  await handOver(database.gateway, [...receipts, ...receipts]);
  await all(sequencer());
  await handOver(database.gateway, receipts);
  await all(sequencer());

  expect(await numbers()).toEqual(['S1', 'S2']);
  expect(await waiting()).toBe(0);
  expect(await database.room`select from receipt.conflict`).toHaveLength(0);
});

test.each([
  ['with other bytes, in the same batch', 'OTHER_BYTES', () => sealed(SERIES, [1]), false],
  ['with other bytes, later', 'OTHER_BYTES', () => sealed(SERIES, [1]), true],
  [
    'with an id that stands in the tree',
    'ID',
    () => sealed(OTHER, [1], 2, { id: 'd30bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de' }),
    true,
  ],
  [
    'that is no leaf of its row',
    'LEAF',
    () => sealed(SERIES, [2]).map((row) => ({ ...row, id: randomUUID() })),
    true,
  ],
  ['from a year that cannot be', 'LEAF', () => sealed(SERIES, [2], 2, { at: 4.2e12 }), true],
])('what comes %s is kept as an alarm, and what follows is taken', async (_how, fault, make, isLater) => {
  const [first] = sealed(SERIES, [1], 2, { id: 'd30bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de' });
  const wrong = make();
  const one = sequencer();
  await handOver(database.gateway, [first as NonNullable<typeof first>]);
  if (isLater) await all(one);
  await handOver(database.gateway, wrong);
  await handOver(database.gateway, sealed(OTHER, [2, 3]));
  await all(one);
  await handOver(database.gateway, sealed(OTHER, [1]));
  await all(one);
  const conflicts = await database.room<{ fault: string; leaf: string; parts: string }[]>`
    select fault, leaf, parts from receipt.conflict order by number`;

  expect(conflicts.slice(0, 1)).toEqual(wrong.map(({ leaf, parts }) => ({ fault, leaf, parts })));
  expect((await numbers()).toSorted()).toEqual(['O1', 'O2', 'O3', 'S1']);
  expect(notices.join()).toContain('receipt.conflict');
});

test('a leaf without its parts stands in the tree, and they are kept as an alarm', async () => {
  const [one, two] = sealed(SERIES, [1, 2]) as [
    ReturnType<typeof sealed>[number],
    ReturnType<typeof sealed>[number],
  ];
  await handOver(database.gateway, [{ ...one, parts: two.parts }, two]);
  await all(sequencer());

  expect(await numbers()).toEqual(['S1', 'S2']);
  expect(await database.room`select fault, parts from receipt.conflict`).toEqual([
    { fault: 'PARTS', parts: two.parts },
  ]);
  expect(await database.room`select leaf_index from receipt.header`).toEqual([{ leaf_index: '1' }]);
});

test('several at once and one after another make one tree, in which every proof is accepted', async () => {
  const total = 1400;
  const receipts = sealed(
    SERIES,
    Array.from({ length: total }, (_, at) => at + 1),
    1,
  );
  const bounds = { receipts: 90, bytes: 1_000_000 };
  const crowd = [sequencer({ bounds }), sequencer({ bounds }), sequencer({ bounds })];
  for (let from = 0; from < total; from += 350) {
    const some = receipts.slice(from, from + 350);
    await Promise.all([handOver(database.gateway, some), ...crowd.map(all)]);
  }
  for (const one of crowd) await all(one);
  const rows = await leaves();
  const hashes = rows.map(({ leaf }) => leafHash(leaf));
  const heads = await database.room<
    { size: string; root: string }[]
  >`select size, root from receipt.checkpoint order by number`;
  const read = (statement: string) => database.room.unsafe(statement);

  expect(rows.map(({ number }) => Number(number))).toEqual(receipts.map(({ number }) => number));
  for (const { size, root } of heads) expect(rootOf(hashes.slice(0, Number(size)))).toBe(root);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (anyHead, anyFirst, anyIndex) => {
      const last = anyHead % heads.length;
      const [older, newer] = [anyFirst % (last + 1), last].map((at) => ({
        size: Number(heads[at]?.size),
        root: heads[at]?.root as string,
      })) as [{ size: number; root: string }, { size: number; root: string }];
      const index = anyIndex % newer.size;
      const proof = await readInclusionProof(read, index, newer.size);

      expect(verifyInclusion({ leaf: hashes[index] as string, index, ...newer, proof })).toBe(true);
      expect(verifyConsistency(older, newer, await readConsistencyProof(read, older.size, newer.size))).toBe(
        true,
      );
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('by itself it takes what waits within the second', async () => {
  await handOver(database.gateway, sealed(SERIES, [1]));
  sequencer({ intervalMs: 50 });

  await expect.poll(numbers, { timeout: 10_000 }).toEqual(['S1']);
});

test('nothing is signed on top of a tree that is not that of its last checkpoint, by a sequencer that knew it and by one that did not', async () => {
  await handOver(database.gateway, sealed(SERIES, [1, 2]));
  const knew = sequencer();
  await all(knew);
  await database.admin`update receipt.leaf set hash = sha256('x') where index = 0`;
  await handOver(database.gateway, sealed(SERIES, [3]));
  await expect(sequencer().turn()).rejects.toThrow('not that of its checkpoint 1');

  await database.admin`delete from receipt.checkpoint`;
  // The server may not have let go of the other one yet, whose lock would be waited for.
  const refused = async () => {
    while (!(await knew.turn())) await sleep(5);
  };
  await expect(refused()).rejects.toThrow('Checkpoint 1 is gone');
  expect(await numbers()).toEqual(['S1', 'S2']);
});

test('a key takes over from another', async () => {
  await handOver(database.gateway, sealed(SERIES, [1]));
  await all(sequencer());
  const newer = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  await handOver(database.gateway, sealed(SERIES, [2]));

  await expect(sequencer({ key: newer }).turn()).rejects.toThrow('not that of its checkpoint 1');
  const early = { key: newer, formerKeys: [{ ...key, lastCheckpoint: 0 }] };
  await expect(sequencer(early).turn()).rejects.toThrow('not that of its checkpoint 1');
  const former = [{ ...key, lastCheckpoint: 1 }];
  await all(sequencer({ key: newer, formerKeys: former }));
  expect(await numbers()).toEqual(['S1', 'S2']);
  expect((await verifyStored(database.admin, logVerifiers(newer, former))).finding).toBeNull();
  expect((await verifyStored(database.admin, logVerifiers(newer, []))).finding).not.toBeNull();
});
