import { canonical } from './canonical.ts';
import { commitment, commitmentsRoot } from './commitment.ts';
import { leafText } from './leaf.ts';
import { leafHash } from './merkle.ts';
import { writeParts } from './parts.ts';
import type { KeptReceipt, ReceiptDraft, ReceiptLeaf, ReceiptParts, StoredReceipt } from './receipt.ts';

const SALT_BYTES = 16;

/** Where a receipt stands among those of its gateway process. */
export type ReceiptNumber = { readonly series: string; readonly number: number };

/** Makes a draft durable in form: salts for its header and each entry from `randomBytes`, the leaf that commits to them, and what a client is handed. */
export function sealReceipt(
  draft: ReceiptDraft,
  { series, number }: ReceiptNumber,
  randomBytes: (size: number) => Buffer,
): { stored: StoredReceipt; kept: KeptReceipt } {
  const { id, at } = draft;
  const parts = salted(draft, randomBytes(SALT_BYTES * (draft.entries.length + 1)));
  const leaf = leafText(leafOf(draft, { series, number }, parts));
  return {
    stored: { series, number, id, at, leaf, parts: writeParts(parts) },
    kept: { id, leaf: leafHash(leaf) },
  };
}

function salted({ header, entries }: ReceiptDraft, random: Buffer): ReceiptParts {
  const salt = (at: number): string => random.toString('base64url', SALT_BYTES * at, SALT_BYTES * (at + 1));
  return {
    header: { salt: salt(0), text: canonical(header) },
    entries: entries.map(({ type, key, text }, at) => ({ type, key, text, salt: salt(at + 1) })),
  };
}

function leafOf(draft: ReceiptDraft, place: ReceiptNumber, parts: ReceiptParts): ReceiptLeaf {
  const { id, kind, of, at, header, operation } = draft;
  return {
    v: 1,
    id,
    kind,
    of,
    ...place,
    at,
    agency: header.agency,
    agreement: header.basis === 'AGREEMENT' ? header.basisId : null,
    purpose: header.purpose,
    operation,
    viewer: commitment(parts.header.salt, parts.header.text),
    root: commitmentsRoot(parts.entries.map(({ salt, text }) => commitment(salt, text))),
    entries: parts.entries.length,
  };
}
