import { createHash } from 'node:crypto';

/** What an officer releases money for: one SHA-256 over the identifiers of the recipients, in their order, and what each gets in whole sen. */
export function hashOfRecipients(ids: readonly string[], amount: number): string {
  const hash = createHash('sha256');
  for (const id of ids.toSorted()) hash.update(`${id} ${amount}\n`);
  return hash.digest('hex');
}
