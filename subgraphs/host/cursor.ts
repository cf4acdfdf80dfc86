import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens the place in a list; what it is bound to must be the same at both ends. */
export type CursorSeal = {
  seal(place: readonly string[], boundTo: string): string;
  /** The place, or null for anything that was not sealed for this binding. */
  open(cursor: string, boundTo: string): string[] | null;
};

/** Cursors as AEAD texts (AES-256-GCM, access §2): `keys` are 32 bytes each in base64url, newest first; older ones still open. */
export function cursorSeal(keys: readonly string[]): CursorSeal {
  const secrets = keys.map((key) => createHash('sha256').update(key).digest());
  const newest = secrets[0];
  if (newest === undefined) throw new Error('A cursor key is needed.');
  return {
    seal(place, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest, iv).setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(JSON.stringify(place), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(cursor, boundTo) {
      const bytes = Buffer.from(cursor, 'base64url');
      // Node skips what is not base64url: only the text as it was sealed is a cursor.
      if (bytes.toString('base64url') !== cursor) return null;
      for (const secret of secrets) {
        const text = decrypt(bytes, secret, boundTo);
        if (text !== null) return JSON.parse(text) as string[];
      }
      return null;
    },
  };
}

function decrypt(bytes: Buffer, secret: Buffer, boundTo: string): string | null {
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}
