import type { IncomingMessage } from 'node:http';
import { RegistryError } from '@seisi/schema/errors';

/** Whether a request says by itself that its body is larger than the limit. */
export function saysTooLarge(message: IncomingMessage, limitBytes: number): boolean {
  return Number(message.headers['content-length'] ?? 0) > limitBytes;
}

/** The body of a request as text. @throws REQUEST_TOO_LARGE as `readBytes` */
export async function readBody(message: IncomingMessage, limitBytes: number): Promise<string> {
  return (await readBytes(message, limitBytes)).toString('utf8');
}

/**
 * The body of a request.
 * @throws REQUEST_TOO_LARGE above the limit: without reading anything where the request says so, otherwise without reading further
 */
export function readBytes(message: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (saysTooLarge(message, limitBytes)) return Promise.reject(tooLarge(limitBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (bytes: Buffer) => {
      size += bytes.length;
      if (size <= limitBytes) return void chunks.push(bytes);
      // What is left must still be taken in, or the refusal may not arrive.
      message.off('data', take).resume();
      reject(tooLarge(limitBytes));
    };
    message.on('data', take);
    message.once('end', () => resolve(Buffer.concat(chunks)));
    message.once('error', reject);
    // Who leaves in the middle said nothing whole.
    message.once('close', () => {
      if (!message.complete) reject(new Error('The connection ended before its request.'));
    });
  });
}

function tooLarge(limitBytes: number): RegistryError {
  return new RegistryError('REQUEST_TOO_LARGE', `The body is larger than ${limitBytes} bytes. Send less.`);
}
