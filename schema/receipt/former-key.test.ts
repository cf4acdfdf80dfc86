import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { ORIGIN, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { logVerifiers, readFormerKeys } from './former-key.ts';
import { noteSigner } from './signed-note.ts';

const pair = () => {
  const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const { d: _private, ...shown } = made;
  return { made, shown };
};
const [present, former] = [pair(), pair()];
const root = Buffer.alloc(32, 7).toString('base64url');
const note = (number: number, key = former) =>
  signCheckpoint({ number, at: 0, size: 5, root }, noteSigner(ORIGIN, key.made));
const opens = (text: string, lastCheckpoint: number | null) =>
  logVerifiers(present.shown, [{ ...former.shown, lastCheckpoint }]).some(
    (verifier) => openCheckpoint(text, verifier) !== null,
  );

test('a former key vouches for its checkpoints up to the last, and for none that was made with it later', () => {
  expect([1, 8, 9, 10].map((number) => opens(note(number), 8))).toEqual([true, true, false, false]);
  expect([1, 10].map((number) => opens(note(number), null))).toEqual([true, true]);
  expect([1, 10].map((number) => opens(note(number, present), 8))).toEqual([true, true]);
  expect(opens(note(1, pair()), 8)).toBe(false);
});

test('a file of former keys is public keys with their ends, or is refused whole', () => {
  const key = { ...former.shown, lastCheckpoint: 8 };
  const read = (...keys: unknown[]) => readFormerKeys(JSON.stringify({ keys }));

  expect(read(key, { ...key, lastCheckpoint: null })).toHaveLength(2);
  expect(read()).toEqual([]);
  for (const wrong of [
    { ...key, lastCheckpoint: undefined },
    { ...key, lastCheckpoint: -1 },
    { ...key, x: 'x' },
    null,
  ])
    expect(read(key, wrong)).toBeNull();
  expect(read({ ...former.made, lastCheckpoint: 8 })).toBeNull();
  expect(readFormerKeys('no JSON')).toBeNull();
});
