import type { IncomingMessage } from 'node:http';
import { RegistryError } from '@seisi/schema/errors';

/** Whether a request says by itself that its body is larger than the limit. */
export function saysTooLarge(message: IncomingMessage, limitBytes: number): boolean {
  return Number(message.headers['content-length'] ?? 0) > limitBytes;
}

/**
 * The body of a request as text.
 * @throws REQUEST_TOO_LARGE above the limit: without reading anything where the request says so, otherwise without reading further
 */
export async function readBody(message: IncomingMessage, limitBytes: number): Promise<string> {
  if (saysTooLarge(message, limitBytes)) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  // What is left when this ends early must still be taken in, or the refusal may not arrive.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(limitBytes: number): RegistryError {
  return new RegistryError('REQUEST_TOO_LARGE', `The body is larger than ${limitBytes} bytes. Send less.`);
}
