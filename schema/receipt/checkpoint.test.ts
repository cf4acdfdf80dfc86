import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Checkpoint, ORIGIN, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { leafHash } from './merkle.ts';
import { noteSigner, noteVerifier } from './signed-note.ts';

const jwk = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const key = jwk();
const signer = noteSigner(ORIGIN, key);
const verifier = noteVerifier(ORIGIN, key);

/** The example of the documentation of Go's `sumdb/note`: seed and public key behind their algorithm's byte, and the note. */
const SIGNING_KEY = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VERIFYING_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const base64url = (text: string): string => Buffer.from(text, 'base64').subarray(1).toString('base64url');
const peter = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: base64url(SIGNING_KEY),
  x: base64url(VERIFYING_KEY.split('+').slice(2).join('+')),
};

test('the published example of Go’s sumdb/note is signed byte for byte, opened, and its key has the published form', () => {
  expect(noteSigner('PeterNeumann', peter).sign(TEXT)).toBe(NOTE);
  expect(noteVerifier('PeterNeumann', peter).open(NOTE)).toBe(TEXT);
  expect(noteVerifier('PeterNeumann', peter).key).toBe(VERIFYING_KEY);
});

test('a note that others have signed too is opened by each key, and by no key that has not signed', () => {
  const signed = signer.sign(TEXT);
  const both = `${signed}${NOTE.slice(NOTE.lastIndexOf('— '))}`;

  expect(verifier.open(both)).toBe(TEXT);
  expect(noteVerifier('PeterNeumann', peter).open(both)).toBe(TEXT);
  expect(noteVerifier('PeterNeumann', peter).open(signed)).toBeNull();
  expect(noteVerifier(ORIGIN, jwk()).open(both)).toBeNull();
  expect(noteVerifier('seisi/other', key).open(both)).toBeNull();
});

test.each([
  ['without a signature', TEXT],
  ['without a blank line', NOTE.replace('\n\n', '\n')],
  ['with a last line that does not end', NOTE.slice(0, -1)],
  ['with a line that is no signature', `${NOTE}hello\n`],
  ['with a signature that is no base64', NOTE.replace('x08go/', 'x08go*')],
  ['with an empty signature', `${TEXT}\n— PeterNeumann x08gow==\n`],
  ['with another character', NOTE.replace('cryptography', 'cryptographY')],
])('a note %s is not opened', (_how, note) => {
  expect(noteVerifier('PeterNeumann', peter).open(note)).toBeNull();
});

const checkpoint: fc.Arbitrary<Checkpoint> = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 40 }),
  at: fc.integer({ min: 0, max: 4e12 }),
  size: fc.integer({ min: 0, max: 2 ** 50 }),
  root: fc.string().map((text) => leafHash(text)),
});

test('a checkpoint is read as it was signed, and with any byte altered it is none', () => {
  fc.assert(
    fc.property(checkpoint, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, place, by) => {
      const note = signCheckpoint(given, signer);
      const bytes = Buffer.from(note);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] as number) ^ by;

      expect(openCheckpoint(note, verifier)).toEqual(given);
      expect(openCheckpoint(bytes.toString(), verifier)).toBeNull();
    }),
  );
});

test('a note that the key has signed and that is no checkpoint of this log is none', () => {
  expect(openCheckpoint(signer.sign('hello\n'), verifier)).toBeNull();
  const other = noteSigner('seisi/other', key);
  const note = signCheckpoint({ number: 1, at: 0, size: 0, root: leafHash('') }, other);

  expect(openCheckpoint(note, verifier)).toBeNull();
  expect(openCheckpoint(note.replaceAll('seisi/other', ORIGIN), verifier)).toBeNull();
});
