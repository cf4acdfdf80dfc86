import canonicalize from 'canonicalize';

/**
 * The one text of a value in JSON (RFC 8785): keys sorted, no space, numbers as ECMAScript writes them. What is hashed is always this text.
 * @throws on what such a text cannot hold: numbers that are not finite, lone surrogates, circles
 */
export function canonical(value: object): string {
  return canonicalize(value) as string;
}
