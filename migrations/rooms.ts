import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cloneFolder } from './home.ts';

/** The rooms: every folder of `subgraphs/` with a `subgraph.ts`. No list of them exists anywhere. */
export function discoverRooms(folder = join(cloneFolder, 'subgraphs')): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'subgraph.ts')))
    .filter((name) => name !== 'host')
    .toSorted();
}
