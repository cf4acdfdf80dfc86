import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localStore } from './local-store.ts';

const BYTES = Buffer.from('a document');
const HASH = createHash('sha256').update(BYTES).digest('hex');

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'documents-'));
  folder = join(home, 'kept');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);

test('what was put is got again, and what was not is none', async () => {
  const store = localStore(folder);
  expect(await store.get(HASH)).toBeNull();
  await store.put(HASH, BYTES);
  expect(await store.get(HASH)).toEqual(BYTES);
  expect(await localStore(folder).get(HASH)).toEqual(BYTES);
});

test('nobody but this user enters, and nothing is left aside', async () => {
  await localStore(folder).put(HASH, BYTES);
  expect(statSync(pathOf(HASH)).mode & 0o777).toBe(0o600);
  for (const path of [folder, join(folder, HASH.slice(0, 2)), join(folder, 'incoming')])
    expect(statSync(path).mode & 0o777, path).toBe(0o700);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('the same bytes again are the same object, put at once or one after another, and make a damaged one whole', async () => {
  const store = localStore(folder);
  await Promise.all(Array.from({ length: 8 }, () => store.put(HASH, BYTES)));
  expect(readdirSync(join(folder, HASH.slice(0, 2)))).toEqual([HASH]);
  writeFileSync(pathOf(HASH), 'a docu');
  await store.put(HASH, BYTES);
  expect(await store.get(HASH)).toEqual(BYTES);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('where nothing can be written it rejects and leaves nothing; once it can be, the same is kept', async () => {
  writeFileSync(folder, 'a file is in the way');
  const store = localStore(folder);
  await expect(store.put(HASH, BYTES)).rejects.toThrow();
  await expect(store.get(HASH)).rejects.toThrow();
  rmSync(folder);
  await store.put(HASH, BYTES);
  expect(existsSync(pathOf(HASH))).toBe(true);
});

test('what a killed process left aside goes once it is old; what another writes at the moment stays', async () => {
  await localStore(folder).put(HASH, BYTES);
  const left = join(folder, 'incoming', 'left');
  writeFileSync(left, 'a docu');
  await localStore(folder).put(HASH, BYTES);
  expect(existsSync(left)).toBe(true);
  await localStore(folder, () => Date.now() + 2 * 3_600_000).put(HASH, BYTES);
  expect(existsSync(left)).toBe(false);
});
