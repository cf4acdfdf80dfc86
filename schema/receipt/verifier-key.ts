import type { JsonWebKey } from 'node:crypto';
import { type NoteVerifier, noteVerifier } from './signed-note.ts';

const ED25519 = 1;
const KEY_BYTES = 33;

/**
 * What reads notes of a key that is given as text, as others' tools know it (C2SP signed-note): `name+hash+key`. Under another `name` it reads what the
 * same key has signed for another purpose. Null where the text is no such key, or one of its parts does not fit the others.
 */
export function verifierOf(text: string, name?: string): NoteVerifier | null {
  const [, own, base64] = /^([^\s+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+=*)$/u.exec(text) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (own === undefined || bytes.length !== KEY_BYTES || bytes[0] !== ED25519) return null;
  const key: JsonWebKey = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url', 1) };
  return noteVerifier(own, key).key === text ? noteVerifier(name ?? own, key) : null;
}
