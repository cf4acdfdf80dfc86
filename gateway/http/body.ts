import type { IncomingMessage } from 'node:http';
import { RegistryError } from '@seisi/schema/errors';

/**
 * The body of a request as text.
 * @throws REQUEST_TOO_LARGE above the limit, without reading further
 */
export async function readBody(message: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limitBytes)
      throw new RegistryError('REQUEST_TOO_LARGE', `The body is larger than ${limitBytes} bytes. Send less.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
