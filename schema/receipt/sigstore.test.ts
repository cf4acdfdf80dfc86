import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import { expect, test } from 'vitest';
import { signCheckpoint } from './checkpoint.ts';
import { leafHash, rootOf } from './merkle.ts';
import { inclusionProof } from './proof.ts';
import { noteSigner, noteVerifier } from './signed-note.ts';

const bytes = (hash: string): Buffer => Buffer.from(hash, 'base64url');
type Entry = Parameters<typeof verifyMerkleInclusion>[0];
type Log = Parameters<typeof verifyMerkleInclusion>[1];

test('the verifier of Sigstore accepts every inclusion proof of trees of 1 to 33 leaves, and none of another leaf', () => {
  const data = Array.from({ length: 33 }, () => randomBytes(20));
  const hashes = data.map((leaf) => leafHash(leaf));
  for (let size = 1; size <= data.length; size += 1) {
    const log = { logSize: BigInt(size), logHash: bytes(rootOf(hashes.slice(0, size))) } as Log;
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(hashes.slice(0, size), index).map(bytes);
      const entry = (of: number) =>
        ({
          canonicalizedBody: data[of],
          inclusionProof: { logIndex: String(index), hashes: proof },
        }) as unknown as Entry;

      expect(() => verifyMerkleInclusion(entry(index), log)).not.toThrow();
      if (size > 1) expect(() => verifyMerkleInclusion(entry((index + 1) % size), log)).toThrow();
    }
  }
});

test('the verifier of Sigstore reads a checkpoint, and refuses one that was altered', () => {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const signer = noteSigner('seisi/receipts', key);
  const root = leafHash('x');
  const note = signCheckpoint({ number: 3, at: 1_795_320_000_123, size: 1, root }, signer);
  const id = noteVerifier('seisi/receipts', key).key.split('+')[1] as string;
  const authority = {
    baseURL: 'https://seisi/receipts',
    logID: Buffer.from(id, 'hex'),
    publicKey: createPublicKey({ key: { ...key, d: undefined } as never, format: 'jwk' }),
    validFor: { start: new Date(0), end: new Date(8e15) },
  };
  const entryOf = (envelope: string) =>
    ({ inclusionProof: { checkpoint: { envelope } } }) as unknown as Entry;
  const read = verifyCheckpoint(entryOf(note), [authority]);

  expect([read.origin, read.logSize, read.logHash]).toEqual(['seisi/receipts', 1n, bytes(root)]);
  expect(() => verifyCheckpoint(entryOf(note.replace('\n1\n', '\n2\n')), [authority])).toThrow();
});
