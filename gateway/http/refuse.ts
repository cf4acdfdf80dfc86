import type { IncomingMessage, ServerResponse } from 'node:http';
import { RegistryError } from '@seisi/schema/errors';
import { acceptedMediaType } from './accepted.ts';
import { STATUS_OF_REFUSAL } from './status.ts';

/** For so many seconds a client that was not let in leaves us alone. */
const RETRY_AFTER = '1';

/** How long a client that is still sending is listened to after it was refused. */
const LINGER_MILLISECONDS = 1_000;

/** A refusal before GraphQL began, or of what it answered: in GraphQL's form, and in the media type that the client takes. */
export function refuse(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known =
    error instanceof RegistryError
      ? error
      : new RegistryError('INTERNAL_SERVER_ERROR', 'The request could not be served.');
  if (response.headersSent) return void response.end();
  response.statusCode = STATUS_OF_REFUSAL[known.code] ?? 500;
  // RFC 9110 §11.6.1: a 401 names the way to authenticate.
  if (response.statusCode === 401) response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  if (known.code === 'OVERLOADED') response.setHeader('retry-after', RETRY_AFTER);
  for (const [name, value] of toldBeside(known)) response.setHeader(name, value);
  response.setHeader('content-type', acceptedMediaType(message));
  response.setHeader('cache-control', 'private, no-store');
  const text = JSON.stringify({ errors: [{ message: known.message, extensions: { code: known.code } }] });
  response.setHeader('content-length', Buffer.byteLength(text));
  if (message.complete) return void response.end(text);
  sendToSender(message, response, text);
}

/** Headers that an error brings, as Apollo reads them: when to ask again. */
function toldBeside({ extensions }: RegistryError): Iterable<[string, string]> {
  const { headers } = Object(extensions['http']) as { readonly headers?: Map<string, string> };
  return headers ?? [];
}

/** A connection that is closed while its client still sends is reset, and the client never reads why. So the answer leaves at once, and the connection closes when the client is done, or soon. */
function sendToSender(message: IncomingMessage, response: ServerResponse, text: string): void {
  response.setHeader('connection', 'close');
  response.write(text);
  const end = () => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(end, LINGER_MILLISECONDS);
  message.once('end', end).once('close', end).once('error', end).resume();
}
