import type { Passport } from '../passport.ts';
import { DOCUMENT_TYPES, type DocumentType } from './document-type.ts';
import type { TicketAct } from './ticket.ts';

/** What is kept of a document's bytes: their SHA-256 in lower-case hexadecimal, how many they are, and what they are by content. */
export type StoredDocument = {
  readonly hash: string;
  readonly size: number;
  readonly mediaType: DocumentType;
};

/** What the gateway asks a room about a ticket that somebody shows: whether bytes may be sent or read with it, or that they are stored now. */
export type DocumentQuestion = {
  readonly act: TicketAct;
  /** The ticket's sealed text. */
  readonly ticket: string;
  /** Bytes that are in the store, to be kept as the ticket's document; null before there are any. */
  readonly stored: StoredDocument | null;
  readonly passport: Passport;
  /** It takes at most as long as this lets it; what is stored is kept all the same. */
  readonly signal: AbortSignal;
};

/** What the room says: how much may be sent, which document the bytes have become, or which bytes may be read under which name. */
export type DocumentAnswer =
  | { readonly kind: 'SEND'; readonly mostBytes: number; readonly mediaTypes: readonly DocumentType[] }
  | { readonly kind: 'STORED'; readonly document: string }
  | ({ readonly kind: 'READ'; readonly name: string } & StoredDocument);

/** A room's answers; null where the ticket is good for nothing, to whoever shows it, now. It rejects where that cannot be told. */
export type DocumentSource = (question: DocumentQuestion) => Promise<DocumentAnswer | null>;

/** How a question crosses a wire: `POST /documents`, with a passport for its body. */
export const DOCUMENT_WIRE = Object.freeze({ path: '/documents' });

/** What of a question goes as a body; the passport goes beside it. */
export type DocumentBody = Pick<DocumentQuestion, 'act' | 'ticket' | 'stored'>;

/** The body of a question. */
export function writeDocumentBody({ act, ticket, stored }: DocumentBody): string {
  return JSON.stringify({ act, ticket, stored });
}

/** The question of a body; null for anything else. */
export function readDocumentBody(text: string): DocumentBody | null {
  const { act, ticket, stored } = objectOf(text);
  if ((act !== 'SEND' && act !== 'READ') || typeof ticket !== 'string') return null;
  return stored === null || isStored(stored) ? { act, ticket, stored } : null;
}

/** What a room told, `{"answer": …}`; undefined for anything else. */
export function readDocumentAnswer(told: unknown): DocumentAnswer | null | undefined {
  const { answer } = Object(told) as { readonly answer?: unknown };
  return answer === null || isAnswer(answer) ? answer : undefined;
}

function isAnswer(value: unknown): value is DocumentAnswer {
  const answer = Object(value) as Readonly<Record<string, unknown>>;
  if (answer['kind'] === 'STORED') return typeof answer['document'] === 'string';
  if (answer['kind'] === 'READ') return typeof answer['name'] === 'string' && isStored(answer);
  const { mostBytes, mediaTypes } = answer;
  return (
    answer['kind'] === 'SEND' && isCount(mostBytes) && Array.isArray(mediaTypes) && mediaTypes.every(isType)
  );
}

function isStored(value: unknown): value is StoredDocument {
  const { hash, size, mediaType } = Object(value) as Readonly<Record<string, unknown>>;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) && isCount(size) && isType(mediaType);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isType(value: unknown): value is DocumentType {
  return DOCUMENT_TYPES.some((type) => type === value);
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
