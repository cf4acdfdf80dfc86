import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discoverRooms } from './rooms.ts';

test('a folder with a subgraph.ts is a room, the host and any other folder are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-rooms-'));
  for (const name of ['pass', 'host', 'aid', 'notes']) {
    mkdirSync(join(folder, name));
    if (name !== 'notes') writeFileSync(join(folder, name, 'subgraph.ts'), '');
  }

  expect(discoverRooms(folder)).toEqual(['aid', 'pass']);
  rmSync(folder, { recursive: true });
});
