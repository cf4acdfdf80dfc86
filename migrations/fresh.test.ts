import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import { cloneFolder } from './home.ts';
import { discoverRooms } from './rooms.ts';

/** What drizzle-kit writes beside the SQL: the tables as they are after it. */
type Snapshot = Parameters<typeof generateMigration>[0];

test.each(discoverRooms())('the migrations of %s say what its tables say', async (room) => {
  const before = newestSnapshot(room);
  const now = generateDrizzleJson(await tablesOf(room), undefined, [room], 'snake_case');

  expect(await generateMigration(before, now)).toEqual([]);
});

test.each(discoverRooms())('the first migration of %s makes the schema that is its own', (room) => {
  const [first] = globSync(join(cloneFolder, 'migrations', room, '0000_*.sql'));

  expect(readFileSync(first ?? '', 'utf8')).toMatch(new RegExp(`^CREATE SCHEMA "${room}";`));
});

function newestSnapshot(room: string): Snapshot {
  const meta = join(cloneFolder, 'migrations', room, 'meta');
  const newest = readdirSync(meta)
    .filter((name) => name.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1);
  return JSON.parse(readFileSync(join(meta, newest ?? ''), 'utf8')) as Snapshot;
}

async function tablesOf(room: string): Promise<Record<string, unknown>> {
  const files = globSync(join(cloneFolder, 'subgraphs', room, '*.table.ts'));
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  return Object.assign({}, ...modules) as Record<string, unknown>;
}
