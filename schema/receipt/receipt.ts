import type { DataClass } from '../classes.ts';
import type { Purpose } from '../purpose.ts';

/** What opened a class of one subject: the one basis of the request, or what was added to it (access §3). */
export type GroundKind = 'SELF' | 'POSTING' | 'AGREEMENT' | 'CONSENT' | 'INCIDENT';

/** One class of one subject of which something was answered: a value, a null of the register, an empty list, a count, or a condition that the subject met. */
export type ToldClass = {
  readonly class: DataClass;
  readonly ground: GroundKind;
  /** Coordinates such as `Person.name`, sorted; of a filter those of its inputs (`HouseholdFilter.povertyStatus`), of an argument `Query.householdByRegistration(number:)`. */
  readonly fields: readonly string[];
  /** Of what a derived field was computed (access §10); absent where nothing is derived. */
  readonly from?: readonly DataClass[];
};

/** One class of one subject that was asked for and withheld; null stands for fields of no known class. */
export type WithheldClass = { readonly class: DataClass | null; readonly fields: readonly string[] };

/** What one request told of one subject (access §8): sets, never counts, each sorted. Its canonical JSON (RFC 8785), salted, is the subject's commitment. */
export type ReceiptEntry = {
  readonly subject: { readonly type: string; readonly key: string };
  /** Empty where it was told only that the subject is on record. */
  readonly told: readonly ToldClass[];
  /** The incidents on which it rests, in order; absent where it rests on none. The name stands behind `told`, so that entries still begin with their subject. */
  readonly under?: readonly string[];
  readonly withheld: readonly WithheldClass[];
  /** Whether the same request told of somebody under a seal and this subject is not: then the log names no agency by which a place could be guessed. */
  readonly veiled: boolean;
};

/** Who asked, on what ground and why. Salted like an entry, for a viewer may be a person; kept and destroyed with the entries. */
export type ReceiptHeader = {
  readonly viewer: { readonly kind: string; readonly id: string };
  readonly basis: 'NONE' | 'SELF' | 'POSTING' | 'AGREEMENT';
  /** The agreement or the posting; null for other grounds. */
  readonly basisId: string | null;
  readonly agency: string | null;
  readonly purpose: Purpose | null;
  readonly legalBasis: string | null;
  /** Only where the request rested on a posting that opens `protection`: then no person's log shows it (access §8). */
  readonly sealed?: true;
};

/** `ANSWER` of a query; `INTENT` of a mutation before its first write; `OUTCOME` of that mutation. */
export type ReceiptKind = 'ANSWER' | 'INTENT' | 'OUTCOME';

/** A receipt as the gateway asks for it to be kept. */
export type ReceiptDraft = {
  /** A UUID, made for this receipt. */
  readonly id: string;
  readonly kind: ReceiptKind;
  /** The intent that an outcome belongs to. */
  readonly of: string | null;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly header: ReceiptHeader;
  /** SHA-256 in base64url of the printed operation as it was filtered, without values. */
  readonly operation: string;
  /** One for each subject, in the order of type and key. None where nobody was found. */
  readonly entries: readonly DraftEntry[];
};

/** An entry with what it is found by; `text` is its canonical JSON. */
export type DraftEntry = { readonly type: string; readonly key: string; readonly text: string };

/** What a client is handed of a kept receipt (`extensions.receipt`): with it a row that was dropped later is proved. `leaf` is the RFC 6962 leaf hash in base64url. */
export type KeptReceipt = { readonly id: string; readonly leaf: string };

/**
 * A receipt as a sink holds it. `leaf` is the canonical JSON that is hashed into the tree; it holds no person and stays for ever. `parts` is
 * what is kept apart by month and destroyed by schedule.
 */
export type StoredReceipt = {
  /** The gateway process that wrote it: a UUID made at its start, and anew after a failure of both sinks. */
  readonly series: string;
  /** From 1, without a gap in its series. */
  readonly number: number;
  readonly id: string;
  readonly at: number;
  readonly leaf: string;
  /** `ReceiptParts`, a line each (`parts.ts`). */
  readonly parts: string;
};

/** What the canonical JSON of a leaf holds. Hashes are SHA-256 in base64url. */
export type ReceiptLeaf = {
  readonly v: 1;
  readonly id: string;
  readonly kind: ReceiptKind;
  readonly of: string | null;
  readonly series: string;
  readonly number: number;
  readonly at: number;
  readonly agency: string | null;
  readonly agreement: string | null;
  readonly purpose: Purpose | null;
  readonly operation: string;
  /** The commitment of the header: SHA-256(salt ‖ canonical header). */
  readonly viewer: string;
  /** The RFC 6962 root over the commitments of the entries, as leaves in their order; of none that of the empty tree. */
  readonly root: string;
  readonly entries: number;
};

/** Salts are 16 random bytes in base64url; texts are canonical JSON. A commitment is SHA-256(salt bytes ‖ text in UTF-8). */
export type ReceiptParts = {
  readonly header: { readonly salt: string; readonly text: string };
  readonly entries: readonly (DraftEntry & { readonly salt: string })[];
};
