import { canonical } from './canonical.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { commitment, commitmentLeaf, isSalt } from './commitment.ts';
import type { HandedEntry, HandedProof, Json } from './handed.ts';
import { openLeaf } from './leaf.ts';
import { type Hash, leafHash } from './merkle.ts';
import { subjectOf } from './parts.ts';
import { verifyInclusion } from './proof.ts';
import type { ReceiptEntry, ReceiptLeaf } from './receipt.ts';
import type { NoteVerifier } from './signed-note.ts';

/** What was found of one thing that was handed: sound or not, and in a sentence what that proves. */
export type Check = { readonly isSound: boolean; readonly sentence: string };

/** A receipt that stands in the log. */
export type ProvedReceipt = {
  readonly leaf: ReceiptLeaf;
  readonly hash: Hash;
  readonly index: number;
  readonly checkpoint: Checkpoint;
};

/** A sentence that says what is wrong. */
export type Wrong = { readonly wrong: string };

/** The checkpoint that one of the keys has signed. */
export function signedCheckpoint(note: string, verifiers: readonly NoteVerifier[]): Checkpoint | Wrong {
  for (const verifier of verifiers) {
    const checkpoint = openCheckpoint(note, verifier);
    if (checkpoint !== null) return checkpoint;
  }
  return {
    wrong: 'the checkpoint is not what the log’s key has signed: it was altered, or the key is another',
  };
}

/** A leaf by its text alone; null where that is no leaf as a log holds it. */
export function leafOf(text: string): ReceiptLeaf | null {
  try {
    const { series, number, id, at } = JSON.parse(text) as ReceiptLeaf;
    return Number.isNaN(new Date(at).getTime()) ? null : openLeaf({ series, number, id, leaf: text });
  } catch {
    return null;
  }
}

/** The way from a leaf to a signed checkpoint. */
export function provedReceipt(
  { checkpoint: note, ...proof }: HandedProof,
  verifiers: readonly NoteVerifier[],
): ProvedReceipt | Wrong {
  const checkpoint = signedCheckpoint(note, verifiers);
  return 'wrong' in checkpoint ? checkpoint : provedUnder(checkpoint, proof);
}

/** The way from a leaf to the root that a checkpoint signs. */
export function provedUnder(
  checkpoint: Checkpoint,
  { leaf: text, leafIndex, leafHashes }: Omit<HandedProof, 'checkpoint'>,
): ProvedReceipt | Wrong {
  const leaf = leafOf(text);
  if (leaf === null) return { wrong: 'the leaf is not the canonical text of a receipt: it was altered' };
  const { size, root } = checkpoint;
  const hash = leafHash(text);
  if (verifyInclusion({ leaf: hash, index: leafIndex, size, root, proof: leafHashes }))
    return { leaf, hash, index: leafIndex, checkpoint };
  return {
    wrong:
      'the leaf does not lead to the root that was signed: `leaf`, `leafIndex` or one of `leafHashes` was altered',
  };
}

/** The entry that a proved leaf commits to. */
export function provedEntry(
  { entry: text, salt, position, entryHashes }: HandedEntry,
  { entries, root }: ReceiptLeaf,
): ReceiptEntry | Wrong {
  const isOpened =
    isSalt(salt) &&
    verifyInclusion({
      leaf: commitmentLeaf(commitment(salt, text)),
      ...{ index: position, size: entries, root, proof: entryHashes },
    });
  if (!isOpened)
    return {
      wrong:
        'the entry does not lead to the root of its receipt: `entry`, `salt`, `position` or one of `entryHashes` was altered',
    };
  const entry = isCanonical(text) && subjectOf(text) !== null ? (JSON.parse(text) as ReceiptEntry) : null;
  return entry !== null && Array.isArray(entry.told) && Array.isArray(entry.withheld)
    ? entry
    : { wrong: 'what the receipt commits to here is no entry' };
}

/** The first thing that was shown beside a proof and is not what it proves; null where all agrees. What has no part in the proof is not compared. */
export function disagreement(
  shown: Json,
  { leaf, hash }: ProvedReceipt,
  entry: ReceiptEntry | null,
): string | null {
  const wanted: Json = {
    kind: leaf.kind,
    at: leaf.at,
    agencyCode: leaf.agency,
    purpose: leaf.purpose,
    agreementNumber: leaf.agreement,
    operation: leaf.operation,
    subjects: leaf.entries,
    ...(entry === null ? { id: leaf.id } : ofEntry(entry)),
    receipt: { number: leaf.id, leaf: hash },
  };
  const names = Object.keys(wanted).filter((name) => Object.hasOwn(shown, name));
  const wrong = names.find((name) => !agrees(name, shown[name], wanted[name]));
  return wrong === undefined ? null : `\`${wrong}\`, as it is shown, is not what the receipt holds`;
}

function ofEntry({ subject, told, withheld, veiled }: ReceiptEntry): Json {
  return {
    about: subject.type === 'Household' ? 'HOUSEHOLD' : 'PERSON',
    isAgencyVeiled: veiled,
    told: told.map((each) => ({ ...each, from: each.from ?? null })),
    withheld,
  };
}

/** What was shown may be less (a client asks for some fields), and never other than what is proved. */
function agrees(name: string, shown: unknown, proved: unknown): boolean {
  if (name === 'at') return typeof shown === 'string' && Date.parse(shown) === proved;
  if (Array.isArray(proved)) {
    const rows = Array.isArray(shown) && shown.length === proved.length ? shown : null;
    return rows?.every((row, at) => agrees('', row, proved[at])) === true;
  }
  if (typeof proved !== 'object' || proved === null) return shown === (proved ?? null);
  if (typeof shown !== 'object' || shown === null) return false;
  const known = proved as Json;
  return Object.entries(shown).every(
    ([key, value]) => !Object.hasOwn(known, key) || agrees(key, value, known[key]),
  );
}

/** Whether a text is canonical JSON, byte for byte. */
export function isCanonical(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && canonical(value) === text;
  } catch {
    return false;
  }
}
