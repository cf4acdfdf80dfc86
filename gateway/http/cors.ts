import type { IncomingMessage, ServerResponse } from 'node:http';

const ALLOWED = {
  'access-control-allow-methods': 'GET, POST, PUT',
  'access-control-allow-headers':
    'authorization, content-type, seisi-agreement, seisi-posting, apollo-require-preflight',
  'access-control-max-age': '600',
};

/**
 * Says which pages of other origins may read the answer: those named, exactly, and none by default. Cookies mean nothing here, so credentials are never allowed.
 * Answers a preflight of an origin that is named, and says so; any other is left to whoever knows the methods of the path.
 */
export function answersCors(
  origins: readonly string[],
  message: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (origins.length === 0) return false;
  // An answer without the header must not be kept for an origin that would get one.
  response.setHeader('vary', 'Origin');
  const { origin } = message.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
  if (message.method !== 'OPTIONS' || message.headers['access-control-request-method'] === undefined)
    return false;
  response.writeHead(204, ALLOWED).end();
  return true;
}
