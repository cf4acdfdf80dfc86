import { leafHash, rootOf } from '@seisi/schema/receipt/merkle';
import { verifyConsistency, verifyInclusion } from '@seisi/schema/receipt/proof';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReceiptDatabase, receiptDatabase } from './receipt.testing.ts';
import { edgeCounts, TILE_WIDTH, type Tile, TileEdge, tileBytes, tileHashes } from './tiles.ts';
import { readConsistencyProof, readEdge, readInclusionProof } from './tree.loaders.ts';

/** Three levels of tiles: the third holds one hash. */
const SIZE = TILE_WIDTH ** 2 + 700;
const hashes = Array.from({ length: SIZE }, (_, at) => leafHash(`${at}`));
const rootAt = (size: number): string => rootOf(hashes.slice(0, size));

let database: ReceiptDatabase;
beforeAll(async () => {
  database = await receiptDatabase();
  const tiles = new TileEdge().append(hashes);
  await database.admin`
    insert into receipt.leaf (index, series, number, id, at, kind, hash, leaf)
    select place - 1, '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de', place, gen_random_uuid(), now(), 'ANSWER', decode(hash, 'hex'), ''
      from unnest(string_to_array(${hashes.map((hash) => Buffer.from(hash, 'base64url').toString('hex')).join()}, ','))
           with ordinality as row (hash, place)`;
  for (const { level, index, root, hashes: held } of tiles) {
    await database.admin`
      insert into receipt.tile values (${level}, ${index}, ${tileBytes([root])}, ${tileBytes(held)})`;
  }
}, 60_000);
afterAll(() => database.close());

test('an edge that grows by any steps gives the tiles of the whole, and the root of every size', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 8 }), (steps) => {
      const edge = new TileEdge();
      const tiles: Tile[] = [];
      for (const step of steps) tiles.push(...edge.append(hashes.slice(edge.size, edge.size + step)));

      expect(edge.root()).toBe(rootAt(edge.size));
      expect(tiles.map(({ index }) => index)).toEqual(tiles.map((_, at) => at));
      expect(tiles.flatMap((tile) => tile.hashes)).toEqual(hashes.slice(0, tiles.length * TILE_WIDTH));
      expect(tiles.every((tile) => tile.root === rootOf(tile.hashes))).toBe(true);
    }),
  );
});

test('256 tiles complete one above them, whose hashes are their roots', () => {
  const tiles = new TileEdge().append(hashes);
  const below = tiles.filter(({ level }) => level === 0);
  const [above, ...others] = tiles.filter(({ level }) => level === 1);

  expect(above).toMatchObject({ index: 0, hashes: below.slice(0, TILE_WIDTH).map(({ root }) => root) });
  expect(others).toEqual([]);
  expect(edgeCounts(SIZE)).toEqual([700 % TILE_WIDTH, 2, 1]);
  expect(tileHashes(tileBytes(above?.hashes ?? []))).toEqual(above?.hashes);
});

test('an edge is read of any size that the tree had, with one statement a level', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: SIZE }), async (size) => {
      let statements = 0;
      const edge = await readEdge((statement) => {
        statements += 1;
        return database.room.unsafe(statement);
      }, size);

      expect([edge.size, edge.root()]).toEqual([size, rootAt(size)]);
      expect(statements).toBeLessThanOrEqual(3);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('proofs read from tiles are accepted, and need few of them', async () => {
  const size = fc.integer({ min: 1, max: SIZE });
  await fc.assert(
    fc.asyncProperty(size, size, fc.nat(), async (one, other, anyIndex) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)];
      const index = anyIndex % second;
      let statements = 0;
      const read = (statement: string) => {
        statements += 1;
        return database.room.unsafe(statement);
      };
      const proof = await readInclusionProof(read, index, second);
      const consistency = await readConsistencyProof(read, first, second);
      const root = rootAt(second);

      expect(verifyInclusion({ leaf: hashes[index] as string, index, size: second, root, proof })).toBe(true);
      expect(
        verifyConsistency({ size: first, root: rootAt(first) }, { size: second, root }, consistency),
      ).toBe(true);
      expect(statements).toBeLessThanOrEqual(24);
    }),
    { numRuns: 12 },
  );
}, 60_000);
