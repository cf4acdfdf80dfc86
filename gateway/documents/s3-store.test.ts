import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Store } from './s3-store.ts';

const BYTES = Buffer.from('a document');
const HASH = createHash('sha256').update(BYTES).digest('hex');

let folder: string;
let server: S3rver;
let endpoint: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bucket-'));
  const configureBuckets = [{ name: 'papers', configs: [] }];
  server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: folder, configureBuckets });
  const { port } = (await server.run()) as AddressInfo;
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const setting = (given: object = {}) => ({
  ...{ kind: 'S3' as const, endpoint, bucket: 'papers', region: 'us-east-1', encryption: null },
  ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', ...given },
});

test('what was put into a bucket is got again, and what was not is none', async () => {
  const store = s3Store(setting());
  expect(await store.get(HASH)).toBeNull();
  await store.put(HASH, BYTES);
  await store.put(HASH, BYTES);
  expect(await store.get(HASH)).toEqual(BYTES);
  const large = Buffer.alloc(2_000_000, 7);
  const hash = createHash('sha256').update(large).digest('hex');
  await store.put(hash, large);
  expect((await store.get(hash))?.equals(large)).toBe(true);
});

test('other keys, another bucket and a store that is away put and give nothing', async () => {
  const hash = createHash('sha256').update('another').digest('hex');
  const others = [{ accessKeyId: 'nobody' }, { bucket: 'nowhere' }, { endpoint: 'http://127.0.0.1:1' }];
  for (const given of others) await expect(s3Store(setting(given)).put(hash, BYTES)).rejects.toThrow();
  await expect(s3Store(setting({ accessKeyId: 'nobody' })).get(HASH)).rejects.toThrow();
  expect(await s3Store(setting()).get(hash)).toBeNull();
});

test('the store is told the hash of the bytes, and to encrypt where that is set', async () => {
  const seen: Record<string, unknown>[] = [];
  const listening = await serverThat((headers) => seen.push(headers));
  const { port } = listening.address() as AddressInfo;
  await s3Store(setting({ endpoint: `http://127.0.0.1:${port}`, encryption: 'AES256' })).put(HASH, BYTES);
  listening.close();
  expect(seen[0]).toMatchObject({ 'x-amz-content-sha256': HASH, 'x-amz-server-side-encryption': 'AES256' });
  expect(String(seen[0]?.['authorization'])).toMatch(
    /SignedHeaders=[^,]*x-amz-content-sha256[^,]*x-amz-server-side-encryption/,
  );
});

async function serverThat(hear: (headers: Record<string, unknown>) => void): Promise<Server> {
  const listening = createServer((message, reply) => {
    hear(message.headers);
    message.resume().once('end', () => reply.end());
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return listening;
}
