import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileSink } from './file-sink.ts';
import type { Message } from './message.ts';
import { openMessageSink } from './open-sink.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seisi-notices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const message: Message = {
  id: 'id-1',
  channel: 'SMS',
  to: '0123456789',
  subject: 'Permohonan 1',
  text: 'Seisi: satu.',
};

test('a message is one file for its owner alone, however often and by how many it is sent', async () => {
  const place = join(folder, 'notices');
  const sink = fileSink(place);
  await Promise.all(Array.from({ length: 20 }, () => sink.send(message)));
  await sink.send({ ...message, text: 'Seisi: dua.' });
  expect(await readdir(place)).toEqual(['id-1.txt']);
  expect(await readFile(join(place, 'id-1.txt'), 'utf8')).toBe(
    'Channel: SMS\nTo: 0123456789\nSubject: Permohonan 1\n\nSeisi: satu.\n',
  );
  expect((await stat(join(place, 'id-1.txt'))).mode & 0o777).toBe(0o600);
  expect((await stat(place)).mode & 0o777).toBe(0o700);
});

test('a folder that cannot be written may be there later', async () => {
  await fileSink(folder).send({ ...message, id: 'a-file' });
  const sink = fileSink(join(folder, 'a-file.txt', 'below'));
  await expect(sink.send(message)).rejects.toMatchObject({ name: 'MessageFailure', code: 'ENOTDIR' });
});

test('what has no way waits, and where messages stay nothing is opened', async () => {
  expect(openMessageSink({ kind: 'OFF' })).toBeNull();
  const mail = { url: 'smtp://127.0.0.1:1', from: 'a@b.example', user: null, password: null };
  const sink = openMessageSink({ kind: 'SEND', mail, sms: null });
  await expect(sink?.send(message)).rejects.toMatchObject({ name: 'MessageFailure', code: 'NO_WAY_FOR_SMS' });
  await sink?.close();
});
