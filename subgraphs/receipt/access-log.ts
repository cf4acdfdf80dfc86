import { createHash } from 'node:crypto';
import { type ClassSet, opens } from '@seisi/schema/classes';
import type {
  ReceiptEntry,
  ReceiptHeader,
  ReceiptLeaf,
  ToldClass,
  WithheldClass,
} from '@seisi/schema/receipt/receipt';
import type { AccessBasis, AccessReader, AccessSubject, Language, LegalBasis } from './types.generated.ts';

/** An entry with its receipt, as the tables hold them. */
export type StoredEntry = {
  readonly leafIndex: number;
  readonly position: number;
  readonly subjectType: string;
  /** The hidden key of the subject. */
  readonly subjectKey: string;
  readonly salt: string;
  /** Canonical JSON of a `ReceiptEntry`. */
  readonly text: string;
  /** Canonical JSON of a `ReceiptHeader`. */
  readonly headerText: string;
  /** Canonical JSON of a `ReceiptLeaf`. */
  readonly leaf: string;
  /** In base64url. */
  readonly leafHash: string;
};

/** Through whose eyes an entry is read: of the own person everything is shown, of a household what it opens to the reader. */
export type Reader = {
  /** The token's subject. */
  readonly account: string | null;
  /** The hidden key of the person whose log it is. */
  readonly personKey: string;
  /** What of a household is open to the reader today; null for entries about the person whose log it is. */
  readonly classes: ClassSet | null;
};

/** What stands behind the types of the graph. */
export type ToldClassRow = ToldClass;
export type WithheldFieldsRow = WithheldClass;

/** An entry as it is shown. */
export type AccessEntryRow = {
  readonly id: string;
  readonly at: Date;
  readonly kind: ReceiptLeaf['kind'];
  readonly about: AccessSubject;
  readonly reader: AccessReader;
  readonly agencyCode: string | null;
  readonly isAgencyVeiled: boolean;
  readonly basis: AccessBasis | null;
  readonly purpose: ReceiptHeader['purpose'];
  readonly legalBasis: LegalBasis | null;
  readonly agreementNumber: string | null;
  readonly told: readonly ToldClass[];
  readonly withheld: readonly WithheldClass[];
  readonly receipt: { readonly number: string; readonly leaf: string };
  /** Whether nothing of it was left out, so that its proof tells no more than it does. */
  readonly isWhole: boolean;
  readonly stored: StoredEntry;
  /** The hidden key of the person in whose log it stands. */
  readonly personKey: string;
};

/**
 * An entry as a reader may see it; null where it is not for them: an entry that the law seals, and one about a household of which nothing
 * that it tells is open to the reader (access §8).
 */
export function shownEntry(
  stored: StoredEntry,
  { account, personKey, classes }: Reader,
): AccessEntryRow | null {
  const leaf = JSON.parse(stored.leaf) as ReceiptLeaf;
  const header = JSON.parse(stored.headerText) as ReceiptHeader;
  const entry = JSON.parse(stored.text) as ReceiptEntry;
  if (isSealedEntry(header, entry)) return null;
  const seen = classes === null ? entry : narrowed(entry, classes);
  if (seen === null) return null;
  const { told, withheld } = seen;
  return {
    id: entryId(leaf.id, stored.subjectKey),
    at: new Date(leaf.at),
    kind: leaf.kind,
    about: stored.subjectType === 'Household' ? 'HOUSEHOLD' : 'PERSON',
    reader: readerOf(header, account),
    ...whoseOf(header, entry.veiled),
    purpose: header.purpose,
    told,
    withheld,
    receipt: { number: leaf.id, leaf: stored.leafHash },
    isWhole: told.length === entry.told.length && withheld.length === entry.withheld.length,
    ...{ stored, personKey },
  };
}

/**
 * What the law keeps out of a person's log: whatever was read on a duty of protection, and whatever told of protection. Asking for it in
 * vain seals nothing, so that nobody hides a look by asking for more.
 */
function isSealedEntry(header: ReceiptHeader, entry: Pick<ReceiptEntry, 'told'>): boolean {
  return header.sealed === true || entry.told.some((told) => told.class === 'protection');
}

/** The identifier of an entry in a log: one request tells of one subject once. It does not tell the hidden key. */
export function entryId(receipt: string, subjectKey: string): string {
  const of = createHash('sha256').update(`access entry ${receipt} ${subjectKey}`).digest('hex');
  return `${receipt}.${of.slice(0, 16)}`;
}

/** The receipt that an entry's identifier names; null for what is none. */
export function receiptOf(entry: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9a-f]{16}$/.exec(entry)?.[1] ?? null;
}

/** An entry about a household as far as it is open to the reader: a class that is not is not named. */
function narrowed(
  { told, withheld }: ReceiptEntry,
  classes: ClassSet,
): Pick<ReceiptEntry, 'told' | 'withheld'> | null {
  const open = told.filter((each) => opens(classes, each.class));
  const isOpen = told.length === 0 ? opens(classes, 'register') : open.length > 0;
  if (!isOpen) return null;
  return {
    told: open,
    withheld: withheld.filter((each) => each.class !== null && opens(classes, each.class)),
  };
}

/** On what ground, and whose: never more than the agency, and not even that where it could tell a place. */
function whoseOf({ basis, basisId, agency, legalBasis }: ReceiptHeader, veiled: boolean) {
  return {
    agencyCode: veiled ? null : agency,
    isAgencyVeiled: veiled,
    basis: basis === 'NONE' ? null : basis,
    legalBasis: legalBasis as LegalBasis | null,
    agreementNumber: basis === 'AGREEMENT' && !veiled ? basisId : null,
  };
}

function readerOf({ viewer: { kind, id } }: ReceiptHeader, account: string | null): AccessReader {
  if (kind === 'CITIZEN') return id === account ? 'OWN_ACCOUNT' : 'CITIZEN';
  return kind === 'OFFICER' || kind === 'AGENCY_CLIENT' ? kind : 'SYSTEM';
}

/** By which laws a log may hold entries that it does not show, and the sentence that says so: the same for everyone, whether or not there are any. */
export const SEALED_BY_LAW = {
  laws: [
    'Data Sharing Act 2025 (Act 864), section 15(a) to (f)',
    'Child Act 2001 (Act 611), Register of Children in Need of Protection',
  ],
  sentence: {
    EN:
      'This log may hold further entries that the law keeps sealed: looks made on a duty of protection, an investigation or a court’s order. ' +
      'They are neither listed nor counted here; an auditor sees them.',
    MS:
      'Log ini mungkin mengandungi catatan lain yang dirahsiakan oleh undang-undang: capaian atas tugas perlindungan, penyiasatan atau perintah mahkamah. ' +
      'Catatan itu tidak disenaraikan dan tidak dikira di sini; juruaudit melihatnya.',
  } satisfies Record<Language, string>,
} as const;
