import type { IncomingMessage, ServerResponse } from 'node:http';

/** The names by which a machine calls itself. */
const HERE = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Sends what the page asks as: tokens. Only to a page of this very address on this very machine: one of elsewhere that lets its name point here is refused (DNS rebinding). */
export async function serveTokens(
  make: () => Promise<string>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const site = message.headers['sec-fetch-site'] ?? 'same-origin';
  const isHere = HERE.test(message.headers.host ?? '') && site === 'same-origin';
  response.setHeader('cache-control', 'private, no-store');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.statusCode = isHere ? 200 : 403;
  response.end(
    isHere
      ? await make()
      : JSON.stringify({ errors: [{ message: 'Tokens are had on the machine itself alone.' }] }),
  );
}
