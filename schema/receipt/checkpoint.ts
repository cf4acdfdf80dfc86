import type { Hash } from './merkle.ts';
import { isHash } from './merkle.ts';
import type { NoteSigner, NoteVerifier } from './signed-note.ts';

/** The name of the log, and of the key that signs for it. */
export const ORIGIN = 'seisi/receipts';

/** What the log says of itself at one moment: this many receipts, under this root. */
export type Checkpoint = {
  /** From 1, without a gap: so a checkpoint that was dropped is missed. */
  readonly number: number;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly size: number;
  readonly root: Hash;
};

/** A checkpoint as a signed note (C2SP tlog-checkpoint): origin, size, root; number and time as lines of extension, which others pass over. */
export function signCheckpoint({ number, at, size, root }: Checkpoint, signer: NoteSigner): string {
  const base64 = Buffer.from(root, 'base64url').toString('base64');
  return signer.sign(
    `${signer.name}\n${size}\n${base64}\nnumber ${number}\nat ${new Date(at).toISOString()}\n`,
  );
}

/** What a note says that the verifier's key has signed; null where it is no checkpoint of that log. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint | null {
  const text = verifier.open(note);
  const found = /^(\S+)\n(0|[1-9]\d{0,15})\n(\S{44})\nnumber ([1-9]\d{0,15})\nat (\S+)\n$/.exec(text ?? '');
  if (found === null) return null;
  const [, origin, size, base64, number, time] = found as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const root = Buffer.from(base64, 'base64').toString('base64url');
  const at = Date.parse(time);
  if (origin !== verifier.name || !isHash(root) || Number.isNaN(at)) return null;
  return { number: Number(number), at, size: Number(size), root };
}
