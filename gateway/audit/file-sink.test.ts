import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TooSlow } from '../within.ts';
import { type CreateFile, FileSink, type OpenFile } from './file-sink.ts';
import { emptyFolder, groupOf } from './group.testing.ts';
import { lineOf } from './group-line.ts';

const PATIENT = 20_000;
const SERIES = 'a0000000-0000-4000-8000-000000000001';
const OTHER = 'a0000000-0000-4000-8000-000000000002';

function sinkIn(folder: string, create?: CreateFile, deadlineMs = PATIENT): FileSink {
  const sink = new FileSink(folder, deadlineMs, create);
  onTestFinished(() => sink.close());
  return sink;
}

/** A disk whose files behave as the test says. */
function disk(change: (file: OpenFile) => Partial<OpenFile>): CreateFile {
  return async (path) => {
    const handle = await open(path, 'ax', 0o600);
    const file: OpenFile = {
      appendFile: (bytes) => handle.appendFile(bytes),
      datasync: () => handle.datasync(),
      stat: () => handle.stat(),
      close: () => handle.close(),
    };
    return { ...file, ...change(file) };
  };
}

const failing = (code: string) => Object.assign(new Error(code), { code });

test('groups of a series stand in one file, line by line, that its owner alone reads', async () => {
  const folder = join(emptyFolder(), 'made');
  const sink = sinkIn(folder);
  const groups = [groupOf(2, SERIES), groupOf(1, SERIES, 3)];
  for (const group of groups) await sink.write(group);
  await sink.write(groupOf(1, OTHER));

  expect(readdirSync(folder).toSorted()).toEqual([`${SERIES}.ndjson`, `${OTHER}.ndjson`]);
  expect(readFileSync(join(folder, `${SERIES}.ndjson`))).toEqual(Buffer.concat(groups.map(lineOf)));
  expect(statSync(join(folder, `${SERIES}.ndjson`)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('the write is told only after the disk was asked to keep it', async () => {
  const steps: string[] = [];
  const watched = disk((file) => ({
    appendFile: (bytes) => file.appendFile(bytes).then(() => void steps.push('written')),
    datasync: () => file.datasync().then(() => void steps.push('kept')),
  }));
  await sinkIn(emptyFolder(), watched).write(groupOf(1));
  steps.push('told');

  expect(steps).toEqual(['written', 'kept', 'told']);
});

test.each([
  ['a full disk', { appendFile: () => Promise.reject(failing('ENOSPC')) }, 'ENOSPC'],
  ['a disk that fails to keep what was written', { datasync: () => Promise.reject(failing('EIO')) }, 'EIO'],
])('%s is a failure, and a file without a promise in it is gone', async (_, change, code) => {
  const folder = emptyFolder();
  await expect(
    sinkIn(
      folder,
      disk(() => change),
    ).write(groupOf(1)),
  ).rejects.toMatchObject({ code });
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that did not take a group takes none again; what was promised before stays in it', async () => {
  const folder = emptyFolder();
  let isFull = false;
  const sink = sinkIn(
    folder,
    disk((file) => ({
      appendFile: async (bytes) => {
        await file.appendFile(isFull ? bytes.subarray(0, 100) : bytes);
        if (isFull) throw failing('ENOSPC');
      },
    })),
  );
  const kept = groupOf(1, SERIES);
  await sink.write(kept);
  isFull = true;
  await expect(sink.write(groupOf(1, SERIES, 2))).rejects.toThrow('ENOSPC');
  isFull = false;
  await expect(sink.write(groupOf(1, SERIES, 2))).rejects.toMatchObject({ code: 'EEXIST' });
  await sink.write(groupOf(1, OTHER));

  const bytes = readFileSync(join(folder, `${SERIES}.ndjson`));
  expect(bytes.subarray(0, -100)).toEqual(lineOf(kept));
});

test('while a write hangs the next ones fail at once, and when it has come back they are taken', async () => {
  const hanging = Promise.withResolvers<void>();
  const folder = emptyFolder();
  const slow = disk((file) => ({ datasync: () => hanging.promise.then(file.datasync) }));
  const sink = sinkIn(folder, slow, 200);
  await expect(sink.write(groupOf(1, SERIES))).rejects.toBeInstanceOf(TooSlow);
  await expect(sink.write(groupOf(1, OTHER))).rejects.toThrow('has not come back');
  hanging.resolve();
  await expect.poll(() => sink.write(groupOf(1, OTHER)).then(() => 'taken', String)).toBe('taken');
});

test('a file that was taken away while a group was written does not count: the group stands in a new one too', async () => {
  const folder = emptyFolder();
  const path = join(folder, `${SERIES}.ndjson`);
  let isTaken = false;
  const sink = sinkIn(
    folder,
    disk((file) => ({
      datasync: async () => {
        await file.datasync();
        if (!isTaken) renameSync(path, `${path}.away`);
        isTaken = true;
      },
    })),
  );
  const group = groupOf(2, SERIES);
  await sink.write(group);

  expect(readFileSync(path)).toEqual(lineOf(group));
});

test('where every file is taken away, the group is not kept', async () => {
  const folder = emptyFolder();
  const thief = disk((file) => ({
    datasync: async () => {
      await file.datasync();
      rmSync(join(folder, `${SERIES}.ndjson`));
    },
  }));
  await expect(sinkIn(folder, thief).write(groupOf(1, SERIES))).rejects.toThrow('taken away');
});

test('a released file is whole under another name, and the next group begins a new one', async () => {
  const folder = emptyFolder();
  const sink = sinkIn(folder);
  expect(await sink.release()).toBeNull();
  const groups = [groupOf(1, SERIES), groupOf(1, SERIES, 2)] as const;
  await sink.write(groups[0]);
  const released = await sink.release();
  await sink.write(groups[1]);

  expect(readFileSync(released ?? '')).toEqual(lineOf(groups[0]));
  expect(readFileSync(join(folder, `${SERIES}.ndjson`))).toEqual(lineOf(groups[1]));
});
