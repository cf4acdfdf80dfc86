import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DifferentFile, folderChannel } from './payment-channel.ts';
import { fileName, fixedWidth, hashOf } from './payment-file.ts';

const HEAD = { number: 42, month: '2026-11-01' };
const LINE = {
  paymentId: 'cccccccc-0000-4000-8000-000000000001',
  bankCode: 'MBBEMYKL',
  accountNumber: '7000000001',
  amount: 60_000,
};
const NAME = fileName(HEAD, fixedWidth);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seisi-channel-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file says what its columns are described to say, byte for byte', () => {
  const text = Buffer.from(fixedWidth.write(HEAD, [LINE, { ...LINE, amount: 1 }])).toString('latin1');
  expect(text.split('\r\n')).toEqual([
    'HSEISIEFT10000000422026110000002000000000060001',
    'D0000001cccccccc-0000-4000-8000-000000000001MBBEMYKL   7000000001          000000000060000',
    'D0000002cccccccc-0000-4000-8000-000000000001MBBEMYKL   7000000001          000000000000001',
    'T0000002000000000060001',
    '',
  ]);
  expect(NAME).toBe('seisi-2026-11-000000042.eft');
});

test.for([
  ['an account that is too long', { accountNumber: '123456789012345678901' }],
  ['an account with a line end', { accountNumber: '7000\r\nD' }],
  ['a bank that is too long', { bankCode: 'MBBEMYKLXXXX' }],
  ['an amount below nothing', { amount: -1 }],
  ['an amount with a fraction', { amount: 0.5 }],
  ['an amount that is too large', { amount: 1e15 }],
] as const)('%s is refused rather than cut', ([, given]) => {
  expect(() => fixedWidth.write(HEAD, [{ ...LINE, ...given }])).toThrow(RangeError);
});

test('a file lies there whole under its name, and whoever sends it again does nothing', async () => {
  const channel = folderChannel(join(folder, 'payments'));
  const bytes = fixedWidth.write(HEAD, [LINE]);
  await Promise.all([1, 2, 3].map(() => channel.send(NAME, bytes)));
  await channel.send(NAME, bytes);
  expect(await readdir(join(folder, 'payments'))).toEqual(['.unfinished', NAME]);
  expect(await readdir(join(folder, 'payments', '.unfinished'))).toEqual([]);
  expect(hashOf(await readFile(join(folder, 'payments', NAME)))).toBe(hashOf(bytes));
});

test('another content under the same name is refused, and what lies there stays', async () => {
  const channel = folderChannel(folder);
  await writeFile(join(folder, NAME), 'something else');
  await expect(channel.send(NAME, fixedWidth.write(HEAD, [LINE]))).rejects.toBeInstanceOf(DifferentFile);
  expect(await readFile(join(folder, NAME), 'utf8')).toBe('something else');
  expect(await readdir(folder)).toEqual(['.unfinished', NAME]);
});

test('what a killed process left is taken away after an hour, and nothing that is being written', async () => {
  const unfinished = join(folder, '.unfinished');
  await mkdir(unfinished);
  for (const name of ['old', 'new']) await writeFile(join(unfinished, name), 'half');
  const hourAgo = new Date(Date.now() - 3_700_000);
  await utimes(join(unfinished, 'old'), hourAgo, hourAgo);
  await folderChannel(folder).send(NAME, Buffer.from('x'));
  expect(await readdir(unfinished)).toEqual(['new']);
});

test('a way that is closed leaves nothing behind', async () => {
  await writeFile(join(folder, 'payments'), 'no folder');
  await expect(folderChannel(join(folder, 'payments')).send(NAME, Buffer.from('x'))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['payments']);
});
