import type { Hash } from '@seisi/schema/receipt/merkle';
import { toldText, withReferences } from '@seisi/schema/receipt/told';
import QuickLRU from 'quick-lru';
import type { ReceiptGroup } from './sink.ts';

/** A text that entries of a month (YYYY-MM, UTC) have in common. */
export type MonthText = { readonly month: string; readonly text: string; readonly hash: Hash };

/** Of some gateways forty texts are all that they tell of a million people. */
const MOST_TEXTS = 1000;

/** Which texts the table is known to hold, by what was committed there; of the month of the last one, and not more than some. */
export class ToldMemory {
  #month = '';
  readonly #hashes = new QuickLRU<string, Hash>({ maxSize: MOST_TEXTS });

  /** The parts of a group with references, and the texts that must stand in the table with them. */
  textsOf(group: ReceiptGroup): { readonly parts: string[]; readonly unknown: readonly MonthText[] } {
    const unknown = new Map<string, MonthText>();
    const parts = group.map(({ at, parts: lines }) => {
      const month = new Date(at).toISOString().slice(0, 7);
      return withReferences(lines, (text) => this.#known(month, text) ?? note(unknown, month, text));
    });
    return { parts, unknown: [...unknown.values()] };
  }

  /** These are committed. */
  remember(texts: readonly MonthText[]): void {
    for (const { month, text, hash } of texts) {
      if (month !== this.#month) this.forget();
      this.#month = month;
      this.#hashes.set(text, hash);
    }
  }

  /** Nothing is known any more. */
  forget(): void {
    this.#hashes.clear();
  }

  #known(month: string, text: string): Hash | undefined {
    return month === this.#month ? this.#hashes.get(text) : undefined;
  }
}

function note(unknown: Map<string, MonthText>, month: string, text: string): Hash {
  const name = `${month} ${text}`;
  const known = unknown.get(name);
  if (known !== undefined) return known.hash;
  const { hash } = toldText(text);
  unknown.set(name, { month, text, hash });
  return hash;
}
