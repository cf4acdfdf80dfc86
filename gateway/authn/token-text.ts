const LONGEST = 8192;

/** The token of an Authorization header: at most 8 KB in three parts; null for anything else. Nothing of it is decoded here. */
export function bearerToken(authorization: string): string | null {
  if (authorization.length > LONGEST + 'Bearer '.length) return null;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1] ?? null;
}

/**
 * Whether a token is written in the one way that there is (RFC 7515): every part canonical base64url, so that no two texts are one token, and
 * header and claims UTF-8 JSON objects that say nothing twice, so that no two readers understand it differently.
 */
export function isWellWritten(token: string): boolean {
  const parts = token.split('.');
  const [header, claims] = parts;
  if (header === undefined || claims === undefined || parts.length !== 3) return false;
  return parts.every(isCanonical) && isPlainObject(header) && isPlainObject(claims);
}

function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function isPlainObject(part: string): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(part, 'base64url'),
    );
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && namesWritten(text) === namesIn(value);
  } catch {
    return false;
  }
}

/** How many names a JSON text gives its members: in valid JSON every text before a colon is one. */
function namesWritten(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}

/** How many members a value has, at all depths: fewer than were written where a name stood twice. */
function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((sum, member) => sum + namesIn(member), own);
}
