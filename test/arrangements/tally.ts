import type { Told } from './both-houses.ts';

/** What answers came to, so that it is seen what was compared. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** How many answers held this: a code of errors; `WHOLE` none; `DATA` a root field that is not null; `RECEIPT` a receipt that names somebody; or had this status. */
  of(word: string): number {
    return this.#counts.get(word) ?? 0;
  }

  add({ status, body: { data, errors = [] }, receipts }: Told): void {
    const codes = errors.map((text) => (JSON.parse(text) as CodedError).extensions.code);
    const words = new Set([String(status), ...(codes.length === 0 ? ['WHOLE'] : codes)]);
    if (Object.values(data ?? {}).some((value) => value !== null)) words.add('DATA');
    if (receipts.some(({ entries }) => entries.length > 0)) words.add('RECEIPT');
    for (const word of words) this.#counts.set(word, this.of(word) + 1);
  }
}

type CodedError = { readonly extensions: { readonly code: string } };
