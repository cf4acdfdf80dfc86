import type { JsonWebKey } from 'node:crypto';
import { ORIGIN, openCheckpoint } from './checkpoint.ts';
import { type NoteVerifier, noteVerifier } from './signed-note.ts';

/** A public key that signed for the log before the present one. */
export type FormerKey = JsonWebKey & {
  /** The number of the last checkpoint that is its; null while it may still sign. */
  readonly lastCheckpoint: number | null;
};

/** The pair that signs the log now, and the public keys before it. */
export type LogKeys = { readonly key: JsonWebKey; readonly former: readonly FormerKey[] };

/** What a former key signed stays the log's, and no more: a checkpoint after its last was made by whoever took the key. */
export function endingAt(verifier: NoteVerifier, lastCheckpoint: number | null): NoteVerifier {
  if (lastCheckpoint === null) return verifier;
  return {
    ...verifier,
    open: (note) => {
      const checkpoint = openCheckpoint(note, verifier);
      return checkpoint !== null && checkpoint.number > lastCheckpoint ? null : verifier.open(note);
    },
  };
}

/** Who may have signed a checkpoint of the log: its key, and each that it took over from up to its end. */
export function logVerifiers(key: JsonWebKey, former: readonly FormerKey[]): NoteVerifier[] {
  return [
    noteVerifier(ORIGIN, key),
    ...former.map((one) => endingAt(noteVerifier(ORIGIN, one), one.lastCheckpoint)),
  ];
}

/** The keys of a file of former keys, `{"keys": [{"kty", "crv", "x", "lastCheckpoint"}]}`; null where it is none, and for one that shows a private part. */
export function readFormerKeys(text: string): FormerKey[] | null {
  const keys: unknown = Object(parsed(text)).keys;
  return Array.isArray(keys) && keys.every(isFormerKey) ? keys : null;
}

function isFormerKey(value: unknown): value is FormerKey {
  if (typeof value !== 'object' || value === null) return false;
  const { kty, crv, x, d, lastCheckpoint } = value as FormerKey;
  const isPublic = kty === 'OKP' && crv === 'Ed25519' && /^[\w-]{43}$/.test(x ?? '') && d === undefined;
  return (
    isPublic && (lastCheckpoint === null || (Number.isSafeInteger(lastCheckpoint) && lastCheckpoint >= 0))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
