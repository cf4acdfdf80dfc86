import { AwsClient } from 'aws4fetch';
import type { DocumentStore } from '../documents.ts';
import type { StoreSetting } from './setting.ts';

/** For how long the store may take, in milliseconds. */
const STORE_MILLISECONDS = 10_000;

/**
 * Documents as objects of a bucket that speaks S3 (signature version 4, path style), under their SHA-256. The signature covers that hash, so the store takes
 * the very bytes or none, and an object is there whole or not at all.
 */
export function s3Store(setting: Extract<StoreSetting, { kind: 'S3' }>): DocumentStore {
  const { endpoint, bucket, region, encryption, accessKeyId, secretAccessKey } = setting;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const send = (hash: string, init: RequestInit) =>
    client.fetch(`${endpoint}/${bucket}/${hash.slice(0, 2)}/${hash}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(STORE_MILLISECONDS),
    });
  return {
    async put(hash, bytes) {
      const headers = {
        'content-type': 'application/octet-stream',
        'x-amz-content-sha256': hash,
        ...(encryption === null ? {} : { 'x-amz-server-side-encryption': encryption }),
      };
      const response = await send(hash, { method: 'PUT', headers, body: new Uint8Array(bytes) });
      await response.body?.cancel();
      if (response.status !== 200) throw new Error(`The store answered PUT with status ${response.status}.`);
    },
    async get(hash) {
      const response = await send(hash, { method: 'GET' });
      if (response.status === 200) return Buffer.from(await response.arrayBuffer());
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw new Error(`The store answered GET with status ${response.status}.`);
    },
  };
}
