import { createPrivateKey, createPublicKey, hash, type JsonWebKey, sign, verify } from 'node:crypto';

/** Signs texts as notes (C2SP signed-note, as of Go's `sumdb/note`): a text, a blank line, a line for each signature. */
export type NoteSigner = {
  readonly name: string;
  /** Every line of the text ends with a line break. */
  sign(text: string): string;
};

/** Reads notes that one key has signed. */
export type NoteVerifier = {
  readonly name: string;
  /** `name+hash+key`, by which others' tools know the key. */
  readonly key: string;
  /** The text of a note; null where it is none, or is not signed by this key. */
  open(note: string): string | null;
};

const ED25519 = 1;
const LONGEST = 100;

/** Signs with an Ed25519 key pair, under a name without spaces or plus. */
export function noteSigner(name: string, key: JsonWebKey): NoteSigner {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const id = keyId(name, publicBytes(key));
  return {
    name,
    sign: (text) => {
      const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]);
      return `${text}\n— ${name} ${signature.toString('base64')}\n`;
    },
  };
}

/** Reads what the private half of an Ed25519 key has signed under this name. */
export function noteVerifier(name: string, key: JsonWebKey): NoteVerifier {
  const { kty, crv, x } = key;
  const publicKey = createPublicKey({ key: { kty, crv, x } as JsonWebKey, format: 'jwk' });
  const bytes = publicBytes(key);
  const id = keyId(name, bytes);
  return {
    name,
    key: `${name}+${id.toString('hex')}+${typed(bytes).toString('base64')}`,
    open(note) {
      const parsed = parseNote(note);
      const own = parsed?.signatures.filter(
        (signature) => signature.name === name && signature.id.equals(id),
      );
      if (parsed === null || own === undefined || own.length === 0) return null;
      const isSigned = own.every(({ bytes: signature }) =>
        verify(null, Buffer.from(parsed.text), publicKey, signature),
      );
      return isSigned ? parsed.text : null;
    },
  };
}

type Signature = { readonly name: string; readonly id: Buffer; readonly bytes: Buffer };

function parseNote(note: string): { text: string; signatures: Signature[] } | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > LONGEST) return null;
  const signatures = lines.map(signatureOf);
  if (signatures.includes(null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures as Signature[] };
}

function signatureOf(line: string): Signature | null {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 5 || bytes.toString('base64') !== base64) return null;
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

function publicBytes({ x }: JsonWebKey): Buffer {
  return Buffer.from(x ?? '', 'base64url');
}

function typed(publicKey: Buffer): Buffer {
  return Buffer.concat([Buffer.from([ED25519]), publicKey]);
}

/** SHA-256(name ‖ line break ‖ kind ‖ key), the first four bytes. */
function keyId(name: string, publicKey: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed(publicKey)]), 'buffer').subarray(0, 4);
}
