import { EMPTY_ROOT, type Hash, rootOf } from '@seisi/schema/receipt/merkle';

/** How many hashes a tile holds (C2SP tlog-tiles, height 8). */
export const TILE_WIDTH = 256;
/** Levels of the tree between two levels of tiles. */
export const TILE_HEIGHT = 8;

/** A complete tile: 256 hashes of one level beside one another, and the root over them. */
export type Tile = {
  readonly level: number;
  readonly index: number;
  readonly root: Hash;
  readonly hashes: readonly Hash[];
};

/** The right edge of the tree: of each level of tiles the hashes that fill none yet. With it the tree grows, and its root is known, without reading anything. */
export class TileEdge {
  readonly #levels: Hash[][];
  #size: number;

  /** Of a tree of `size` leaves; `levels` as `edgeCounts` numbers them. */
  constructor(size = 0, levels: readonly (readonly Hash[])[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** Another that grows on its own: for what may come to nothing. */
  copy(): TileEdge {
    return new TileEdge(this.#size, this.#levels);
  }

  /** Adds the hashes of leaves, and gives the tiles that they complete, lower ones first. */
  append(hashes: readonly Hash[]): Tile[] {
    const tiles: Tile[] = [];
    for (const hash of hashes) {
      this.#size += 1;
      this.#push(0, hash, tiles);
    }
    return tiles;
  }

  /** The root of the whole tree (RFC 6962 §2.1). */
  root(): Hash {
    let below: Hash | null = null;
    for (const hashes of this.#levels) {
      const row: readonly Hash[] = below === null ? hashes : [...hashes, below];
      if (row.length > 0) below = rootOf(row);
    }
    return below ?? EMPTY_ROOT;
  }

  #push(level: number, hash: Hash, tiles: Tile[]): void {
    const hashes = this.#levels[level] ?? [];
    this.#levels[level] = hashes;
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    const root = rootOf(hashes);
    const index = this.#size / TILE_WIDTH ** (level + 1) - 1;
    tiles.push({ level, index, root, hashes: hashes.splice(0) });
    this.#push(level + 1, root, tiles);
  }
}

/** How many hashes of each level of tiles stand in no complete tile, of a tree of so many leaves: from the leaves up. */
export function edgeCounts(size: number): number[] {
  const counts: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / TILE_WIDTH)) counts.push(rest % TILE_WIDTH);
  return counts;
}

/** Hashes one after another, as a tile is stored. */
export function tileBytes(hashes: readonly Hash[]): Buffer {
  const bytes = Buffer.alloc(32 * hashes.length);
  for (const [at, hash] of hashes.entries()) bytes.write(hash, 32 * at, 'base64url');
  return bytes;
}

/** The hashes of a stored tile; what is no multiple of 32 bytes ends with a piece that is no hash. */
export function tileHashes(bytes: Buffer): Hash[] {
  const count = Math.ceil(bytes.length / 32);
  return Array.from({ length: count }, (_, at) => bytes.toString('base64url', 32 * at, 32 * (at + 1)));
}
