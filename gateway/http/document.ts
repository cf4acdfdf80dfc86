import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptedEncoding, type Encoding } from './accepted.ts';
import { type Packed, pack } from './pack.ts';

/** Something that is read by GET and tells of nobody. */
export type ServedDocument = {
  readonly contentType: string;
  /** The same for as long as the gateway runs; made when it is first asked for where it is long. */
  readonly text: string | (() => Promise<string>);
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it is there for browsers that open a page alone. */
  readonly isPage?: boolean;
};

/** A document of JSON, as text. */
export function jsonDocument(text: string): ServedDocument {
  return { contentType: 'application/json; charset=utf-8', text };
}

/** A document changes with the process that serves it, and a deployment takes minutes. */
const KEPT_FOR = 'public, max-age=300';

/** Each is packed once for each way of packing. */
const packed = new WeakMap<ServedDocument, Map<string, Promise<Packed>>>();

/** Sends a document as the client takes it; to a HEAD its head alone. */
export async function serveDocument(
  document: ServedDocument,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wanted = acceptedEncoding(message);
  const known = packed.get(document) ?? new Map<string, Promise<Packed>>();
  packed.set(document, known);
  const making = known.get(wanted ?? '') ?? packText(document, wanted);
  known.set(wanted ?? '', making);
  const { bytes, encoding } = await making;
  response.appendHeader('vary', 'Accept-Encoding');
  response.setHeader('cache-control', KEPT_FOR);
  if (encoding !== null) response.setHeader('content-encoding', encoding);
  for (const [name, value] of Object.entries(document.headers ?? {})) response.setHeader(name, value);
  response.writeHead(200, { 'content-type': document.contentType, 'content-length': bytes.length });
  response.end(message.method === 'HEAD' ? undefined : bytes);
}

async function packText({ text }: ServedDocument, encoding: Encoding | null): Promise<Packed> {
  return pack(typeof text === 'string' ? text : await text(), encoding);
}
