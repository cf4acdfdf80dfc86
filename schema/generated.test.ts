import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keep } from './generated.ts';

test('a stale file is written once, and with check it is told and left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-generated-'));
  const path = join(folder, 'page.tsv');
  const told = keep([{ path, text: 'a' }], true);
  const untouched = !existsSync(path);
  const written = keep([{ path, text: 'a' }], false);
  const again = keep([{ path, text: 'a' }], false);
  const text = readFileSync(path, 'utf8');
  rmSync(folder, { recursive: true });
  expect([told, untouched, written, again, text]).toEqual([[path], true, [path], [], 'a']);
});
