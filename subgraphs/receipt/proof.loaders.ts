import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { oneBy, RowLoader } from '@seisi/host/loader';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { type Hash, rootOf } from '@seisi/schema/receipt/merkle';
import {
  consistencyRanges,
  inclusionRanges,
  joined,
  type LeafRange,
  nodesOf,
  type TreeNode,
} from '@seisi/schema/receipt/proof';
import { desc, type SQL, sql } from 'drizzle-orm';
import { leaves } from './receipt.table.ts';
import { TILE_HEIGHT } from './tiles.ts';
import { type CheckpointRow, checkpoints, tiles } from './tree.table.ts';

const NEWEST = 'newest';

/** Reads of the tree: the newest checkpoint, and the hashes that lead to it. They are the same for everyone, and name nobody. */
export const proofLoaders = ({ db }: RoomParts) => {
  const newest = oneBy(
    (_row: CheckpointRow) => NEWEST,
    () => db.select().from(checkpoints).orderBy(desc(checkpoints.number)).limit(1),
  );
  const hashes = new RowLoader<Hash>(async (places) => {
    const found = await db.execute<{ place: string; hash: string }>(hashesAt(places.map(placeOf)));
    const byPlace = new Map([...found].map(({ place, hash }) => [place, hash]));
    return places.map((place) => byPlace.get(place) ?? missing());
  });
  /** The root of a complete subtree, from what stands side by side in the highest tile below it. */
  const nodeRoot = async ({ level, index }: TreeNode): Promise<Hash> => {
    const row = Math.floor(level / TILE_HEIGHT);
    const width = 2 ** (level - row * TILE_HEIGHT);
    const places = Array.from({ length: width }, (_, at) => `${row} ${index * width + at}`);
    return rootOf(await hashes.loadAll(places));
  };
  const rangeRoot = async (range: LeafRange): Promise<Hash> =>
    joined(await Promise.all(nodesOf(range).map(nodeRoot)));

  return {
    /** Null before the first. */
    newestCheckpoint: () => newest.load(NEWEST),

    /** The hashes that lead from a leaf to the root of the newest checkpoint, with its note; null until one covers the leaf. */
    inclusionOf: async (leafIndex: number): Promise<{ hashes: Hash[]; note: string } | null> => {
      const checkpoint = await newest.load(NEWEST);
      if (checkpoint === null || checkpoint.size <= leafIndex) return null;
      const ranges = inclusionRanges(leafIndex, checkpoint.size);
      return { hashes: await Promise.all(ranges.map(rangeRoot)), note: checkpoint.note };
    },

    /** What proves that the log of the second size begins with that of the first; null where it is not as large, or nothing was signed yet. */
    consistencyOf: async (first: number, second: number): Promise<Hash[] | null> => {
      const checkpoint = await newest.load(NEWEST);
      if (checkpoint === null || first > second || second > checkpoint.size) return null;
      return Promise.all(consistencyRanges(first, second).map(rangeRoot));
    },
  };
};

type Place = { readonly row: number; readonly index: number };

function placeOf(text: string): Place {
  const [row = '', index = ''] = text.split(' ');
  return { row: Number(row), index: Number(index) };
}

/** Hashes of leaves stand in row 0; above them those of complete tiles, which are kept with the tile itself. */
function hashesAt(places: readonly Place[]): SQL {
  const wanted = (of: readonly Place[], shift: number): SQL => {
    const column = (name: keyof Place) =>
      arrayText(of.map((place) => String(place[name] - (name === 'row' ? shift : 0))));
    return sql`unnest(${column('row')}::int[], ${column('index')}::bigint[]) as wanted("row", "index")`;
  };
  const [bottom, above] = [places.filter(({ row }) => row === 0), places.filter(({ row }) => row > 0)];
  return sql`select wanted."row" || ' ' || wanted."index" as place, ${base64url(sql`${leaves.hash}`)} as hash
      from ${wanted(bottom, 0)} join ${leaves} on ${leaves.index} = wanted."index"
    union all
    select wanted."row" + 1 || ' ' || wanted."index", ${base64url(sql`${tiles.root}`)}
      from ${wanted(above, 1)} join ${tiles} on ${tiles.level} = wanted."row" and ${tiles.index} = wanted."index"`;
}

/** Bytes as base64url without filling. */
export function base64url(bytes: SQL): SQL<string> {
  return sql<string>`rtrim(translate(encode(${bytes}, 'base64'), '+/', '-_'), '=')`;
}

function missing(): never {
  throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
}
