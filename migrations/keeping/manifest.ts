import type { JsonWebKey } from 'node:crypto';
import { noteSigner, noteVerifier } from '@seisi/schema/receipt/signed-note';
import { Refusal } from '../refusal.ts';

/** A file of a backup, by its path within it: its size in bytes, and the SHA-256 of its bytes in hex. */
export type KeptFile = { readonly file: string; readonly bytes: number; readonly sha256: string };

/** One table as it was copied: rows of PostgreSQL's COPY as text, packed by gzip. */
export type KeptTable = KeptFile & {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
};

/** How far a sequence had counted; no later than that, and no earlier than any row of the backup. */
export type KeptSequence = {
  readonly schema: string;
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
};

/** What a backup holds, as its last file says. */
export type Manifest = {
  readonly format: 1;
  /** RFC 3339: when its one state of the database was. */
  readonly madeAt: string;
  /** The server's version. */
  readonly postgres: string;
  /** The public key that signs the log of receipts, as `receipts key` prints it. */
  readonly logKey: string;
  /** The newest checkpoint of the log at that state; null before the first receipt. */
  readonly checkpoint: { readonly size: number; readonly note: string } | null;
  /** The hashes of the migrations that had run, in their order, by room. */
  readonly migrations: Readonly<Record<string, readonly string[]>>;
  /** The months (first day) whose receipts had tables. */
  readonly months: readonly string[];
  readonly tables: readonly KeptTable[];
  readonly sequences: readonly KeptSequence[];
  /** Receipts that stood in files, because the table had not taken them. */
  readonly receipts: readonly KeptFile[];
};

/** The file that makes a folder a backup. */
export const MANIFEST = 'manifest.note';

/** Nothing else that the log's key signs can be taken for a manifest. */
const BACKUP_ORIGIN = 'seisi/backup';

/** The manifest as a note signed by the log's key. */
export function signManifest(manifest: Manifest, key: JsonWebKey): string {
  return noteSigner(BACKUP_ORIGIN, key).sign(`${JSON.stringify(manifest, null, 1)}\n`);
}

/** The manifest of a note; a `Refusal` where the log's key has not signed these bytes, or where they are of another format. */
export function openManifest(note: string, key: JsonWebKey, folder: string): Manifest {
  const text = noteVerifier(BACKUP_ORIGIN, key).open(note);
  if (text === null)
    throw new Refusal(
      `The manifest of ${folder} is altered, or another house made it: the receipt-key.json of this house has not signed it.`,
    );
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format === 1) return manifest;
  throw new Refusal(`${folder} is a backup of a later format: restore it by the version that made it.`);
}
