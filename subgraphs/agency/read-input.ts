import { RegistryError } from '@seisi/schema/errors';

/**
 * A line of text, trimmed, of at least three characters.
 * @throws BAD_USER_INPUT for less, for more than `most`, and for characters that are none of a text
 */
export function readText(name: string, text: string, most: number): string {
  const trimmed = text.trim();
  if (trimmed.length >= 3 && trimmed.length <= most && !/[\p{Cc}\p{Cs}]/u.test(trimmed)) return trimmed;
  throw new RegistryError('BAD_USER_INPUT', `\`input.${name}\` takes 3 to ${most} characters.`, {
    argument: `input.${name}`,
  });
}

/**
 * Codes of agencies, each once, in order.
 * @throws BAD_USER_INPUT for none, and for more than `most`
 */
export function readCodes(name: string, codes: readonly string[], most: number): string[] {
  const named = [...new Set(codes)].toSorted();
  if (named.length >= 1 && named.length <= most) return named;
  throw new RegistryError('BAD_USER_INPUT', `\`input.${name}\` takes 1 to ${most} codes.`, {
    argument: `input.${name}`,
  });
}
