import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';

test('a room is a folder with a door and SDL; its SDL is the prelude and its files by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-rooms-'));
  const files = [
    'health/subgraph.ts',
    'health/vaccination.graphql',
    'health/clinic.graphql',
    'host/subgraph.ts',
    'notes/clinic.graphql',
  ];
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), `# ${file}\n`);
  }
  const found = rooms(folder);
  rmSync(folder, { recursive: true });
  expect(found.map(({ name, folder: path }) => [name, path])).toEqual([['health', join(folder, 'health')]]);
  expect(found[0]?.sdl).toMatch(
    /^extend schema[\s\S]*# health\/clinic\.graphql\s+# health\/vaccination\.graphql\s*$/,
  );
});
