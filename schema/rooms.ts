import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sdl } from './sdl.ts';

/** A room as the tools see it: its name, its folder and its SDL. */
export type RoomText = { readonly name: string; readonly folder: string; readonly sdl: string };

const SUBGRAPHS = join(import.meta.dirname, '../subgraphs');

/** Every room, by name: a folder of `subgraphs/` with SDL and a door (`subgraph.ts`). There is no list of rooms anywhere. */
export function rooms(subgraphs: string = SUBGRAPHS): RoomText[] {
  return readdirSync(subgraphs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isRoom(join(subgraphs, entry.name)))
    .map((entry) => join(subgraphs, entry.name))
    .sort()
    .map((folder) => ({ name: folder.slice(subgraphs.length + 1), folder, sdl: sdl(folder) }));
}

/** The host has such a door too, but no SDL: it is what rooms stand on. */
function isRoom(folder: string): boolean {
  const files = readdirSync(folder);
  return files.includes('subgraph.ts') && files.some((file) => file.endsWith('.graphql'));
}
