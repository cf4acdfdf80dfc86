import type { Hash } from '@seisi/schema/receipt/merkle';
import { toldText, withReferences } from '@seisi/schema/receipt/told';
import type { ReceiptGroup } from './sink.ts';

/** A text that entries of a month (YYYY-MM, UTC) have in common. */
export type MonthText = { readonly month: string; readonly text: string; readonly hash: Hash };

/** Of some gateways forty texts are all that they tell of a million people. */
const MOST_TEXTS = 500;

/** Which texts the table is known to hold, by what was committed there; of the month of the last one, and not more than some. */
export class ToldMemory {
  #month = '';
  #known = new TextSet();

  /** The parts of a group with references, and the texts that must stand in the table with them. */
  textsOf(group: ReceiptGroup): { readonly parts: string[]; readonly unknown: readonly MonthText[] } {
    const unknown = new Map<string, TextSet>();
    const parts = group.map(({ at, parts: lines }) => {
      const month = new Date(at).toISOString().slice(0, 7);
      const known = month === this.#month ? this.#known : null;
      return withReferences(lines, (text) => (known?.find(text) ?? note(unknown, month, text)).hash);
    });
    return { parts, unknown: [...unknown.values()].flatMap((texts) => texts.all()) };
  }

  /** These are committed. */
  remember(texts: readonly MonthText[]): void {
    for (const text of texts) {
      if (text.month !== this.#month || this.#known.size >= MOST_TEXTS) this.forget();
      this.#month = text.month;
      this.#known.add(text);
    }
  }

  /** Nothing is known any more: each text is told once more. */
  forget(): void {
    this.#known = new TextSet();
  }
}

function note(unknown: Map<string, TextSet>, month: string, text: string): MonthText {
  const texts = unknown.get(month) ?? new TextSet();
  unknown.set(month, texts);
  const noted = texts.find(text) ?? { month, ...toldText(text) };
  return texts.add(noted);
}

/** Texts by their length: to compare one with the few of its length takes a fraction of what a map takes to hash it. */
class TextSet {
  readonly #byLength = new Map<number, MonthText[]>();
  size = 0;

  find(text: string): MonthText | undefined {
    return this.#byLength.get(text.length)?.find((one) => one.text === text);
  }

  add(text: MonthText): MonthText {
    const alike = this.#byLength.get(text.text.length) ?? [];
    if (alike.includes(text)) return text;
    this.#byLength.set(text.text.length, [...alike, text]);
    this.size += 1;
    return text;
  }

  all(): MonthText[] {
    return [...this.#byLength.values()].flat();
  }
}
