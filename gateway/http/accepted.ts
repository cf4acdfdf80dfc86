import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** The two forms of an answer of GraphQL over HTTP; the first is that of a client that does not choose. */
const MEDIA_TYPES = ['application/json', 'application/graphql-response+json'];
const ENCODINGS = ['br', 'gzip'] as const;

/** How a body may be packed. */
export type Encoding = (typeof ENCODINGS)[number];

/** The media type of an answer to this request, with its charset: chosen as Apollo Server chooses, so that a refusal has the form of an answer. */
export function acceptedMediaType(message: IncomingMessage): string {
  const chosen = new Negotiator(message).mediaType(MEDIA_TYPES) ?? MEDIA_TYPES[0];
  return `${chosen}; charset=utf-8`;
}

/** How this client takes a body packed; null where it takes it only as it is. */
export function acceptedEncoding(message: IncomingMessage): Encoding | null {
  const header = message.headers['accept-encoding'];
  if (header === undefined) return null;
  const chosen = new Negotiator(message).encoding([...ENCODINGS, 'identity']);
  return ENCODINGS.find((one) => one === chosen) ?? null;
}

/** Whether whoever asks is a browser that opens a page, not a program: it names `text/html`. */
export function asksForPage(message: IncomingMessage): boolean {
  return /(^|[,\s])text\/html\b/i.test(message.headers.accept ?? '');
}
