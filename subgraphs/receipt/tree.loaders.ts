import { type Hash, rootOf } from '@seisi/schema/receipt/merkle';
import {
  consistencyRanges,
  inclusionRanges,
  joined,
  type LeafRange,
  nodesOf,
  type TreeNode,
} from '@seisi/schema/receipt/proof';
import { edgeCounts, TILE_HEIGHT, TILE_WIDTH, TileEdge, tileHashes } from './tiles.ts';

/** Runs a statement that reads. Its only values are whole numbers, which stand in its text. */
export type Reader = (statement: string) => Promise<readonly unknown[]>;

/** The proof that a leaf is in the tree of so many leaves (RFC 6962 §2.1.1). @throws RangeError where that tree has no such leaf */
export async function readInclusionProof(read: Reader, index: number, size: number): Promise<Hash[]> {
  return rootsOf(read, inclusionRanges(index, size));
}

/** The proof that the tree of `second` leaves begins with that of `first` (RFC 6962 §2.1.2). @throws RangeError where it is smaller */
export async function readConsistencyProof(read: Reader, first: number, second: number): Promise<Hash[]> {
  return rootsOf(read, consistencyRanges(first, second));
}

/** The right edge of the tree of so many leaves: at most 255 hashes of each level of tiles. */
export async function readEdge(read: Reader, size: number): Promise<TileEdge> {
  const levels: Hash[][] = [];
  for (const [level, count] of edgeCounts(size).entries()) {
    const to = Math.floor(size / TILE_WIDTH ** level);
    const hashes = await readRow(read, level, { from: to - count, to });
    if (hashes.length !== count) throw new Error(`The tree lacks hashes of level ${level} before ${to}.`);
    levels.push(hashes);
  }
  return new TileEdge(size, levels);
}

/** The roots of ranges. A proof needs some tiles of each level, and of each only one reading. */
function rootsOf(read: Reader, ranges: readonly LeafRange[]): Promise<Hash[]> {
  const tiles = new Map<string, Promise<Hash[]>>();
  const tileOf = (level: number, index: number): Promise<Hash[]> => {
    const name = `${level} ${index}`;
    const hashes = tiles.get(name) ?? readTile(read, level, index);
    tiles.set(name, hashes);
    return hashes;
  };
  const rootOfNode = async ({ level, index }: TreeNode): Promise<Hash> => {
    const width = 2 ** (level % TILE_HEIGHT);
    const from = index * width;
    const [tileLevel, tile] = [Math.floor(level / TILE_HEIGHT), Math.floor(from / TILE_WIDTH)];
    const start = from % TILE_WIDTH;
    const hashes = (await tileOf(tileLevel, tile)).slice(start, start + width);
    if (hashes.length !== width)
      throw new Error(`The tree lacks hashes of tile ${tile} of level ${tileLevel}.`);
    return rootOf(hashes);
  };
  return Promise.all(ranges.map(async (range) => joined(await Promise.all(nodesOf(range).map(rootOfNode)))));
}

/** The hashes of a tile; of one that is not complete those that there are. */
async function readTile(read: Reader, level: number, index: number): Promise<Hash[]> {
  const rows = await read(`select hashes from receipt.tile where level = ${level} and index = ${index}`);
  const [tile] = rows as readonly { hashes: Buffer }[];
  if (tile !== undefined) return tileHashes(tile.hashes);
  return readRow(read, level, { from: index * TILE_WIDTH, to: (index + 1) * TILE_WIDTH });
}

/** The hashes of a stretch of one level of tiles: of leaves, or the roots of the tiles below. */
async function readRow(read: Reader, level: number, { from, to }: LeafRange): Promise<Hash[]> {
  if (from === to) return [];
  const table =
    level === 0
      ? 'hash from receipt.leaf where'
      : `root as hash from receipt.tile where level = ${level - 1} and`;
  const rows = await read(`select ${table} index >= ${from} and index < ${to} order by index`);
  return (rows as readonly { hash: Buffer }[]).map(({ hash }) => hash.toString('base64url'));
}
