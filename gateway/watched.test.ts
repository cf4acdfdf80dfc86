import { mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { fileSource, watched } from './watched.ts';

let folder: string;
let file: string;
const taken: string[] = [];
const refused: unknown[] = [];
beforeEach(() => {
  taken.length = 0;
  refused.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'seisi-watched-'));
  file = join(folder, 'graph');
  writeFileSync(file, 'first');
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function watching(take = async (text: string) => void taken.push(text)) {
  const watch = watched({
    source: fileSource(file),
    text: 'first',
    take,
    refuse: (error) => refused.push((error as Error).message),
    everyMs: 20,
  });
  onTestFinished(() => watch.close());
  return watch;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

test('a file that is written, one that takes its place and a link that is turned are each taken once', async () => {
  const watch = watching();
  writeFileSync(file, 'written');
  await until(() => taken.length === 1);
  writeFileSync(`${file}.next`, 'renamed');
  renameSync(`${file}.next`, file);
  await until(() => taken.length === 2);
  writeFileSync(`${file}.third`, 'linked');
  unlinkSync(file);
  symlinkSync(`${file}.third`, file);
  await until(() => taken.length === 3);
  await watch.look();
  expect(taken).toEqual(['written', 'renamed', 'linked']);
});

test('what stands there already is not taken again', async () => {
  const watch = watching();
  writeFileSync(file, 'first');
  await watch.look();
  expect([taken, refused]).toEqual([[], []]);
});

test('a text that is refused is told of, and its repair is taken even where it is what stood there before', async () => {
  const watch = watching(async (text) => {
    if (text === 'broken') throw new Error('It is broken.');
    taken.push(text);
  });
  writeFileSync(file, 'broken');
  await watch.look();
  expect(new Set(refused)).toEqual(new Set(['It is broken.']));
  writeFileSync(file, 'first');
  await watch.look();
  expect(taken).toEqual(['first']);
});

test('a file that is away is told of, and nothing is taken after the watch has ended', async () => {
  const watch = watching();
  unlinkSync(file);
  await watch.look();
  expect(refused[0]).toContain('no such file');
  await watch.close();
  writeFileSync(file, 'late');
  await watch.look();
  expect(taken).toEqual([]);
});
