import { type DataClass, opens } from '@seisi/schema/classes';
import type { GrantText } from '@seisi/schema/grant-text';
import { canonical } from '@seisi/schema/receipt/canonical';
import type { GroundKind, ReceiptEntry, ToldClass, WithheldClass } from '@seisi/schema/receipt/receipt';
import type { Basis } from '@seisi/schema/viewer';
import QuickLRU from 'quick-lru';
import type { Mark, Marks } from './marks.ts';

/** What was told of one subject: numbers of marks as bits, 32 in each word. */
export type MarkBits = readonly number[];

/** What opened the classes of one subject. */
export type Opening = { readonly basis: Basis['kind'] } & Pick<
  GrantText,
  'classes' | 'byConsent' | 'byIncident' | 'incidents'
>;

const TEXTS_KEPT = 4000;

/** Writes entries of receipts. Subjects of whom the same was told on the same grounds differ by type and key alone, so the rest is kept. */
export class ToldTexts {
  readonly #texts = new QuickLRU<string, string>({ maxSize: TEXTS_KEPT });

  /** The canonical JSON of a `ReceiptEntry`, whose properties stand in the order of their names. */
  entry(subject: ReceiptEntry['subject'], told: string): string {
    return `{"subject":{"key":${JSON.stringify(subject.key)},"type":${JSON.stringify(subject.type)}},${told}`;
  }

  /** The part of it after the subject. */
  told(marks: Marks, bits: MarkBits, opening: Opening, veiled: boolean): string {
    const { basis, classes, byConsent, byIncident, incidents } = opening;
    const byWhat = `${byConsent} ${byIncident} ${classes === byIncident} ${incidents.join('~')}`;
    const key = `${marks.id} ${basis} ${byWhat} ${veiled} ${bits.join(' ')}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const found = marks.all.filter((_mark, number) => hasBit(bits, number));
    const text = canonical({ ...listsOf(found, opening), ...underOf(found, opening), veiled }).slice(1);
    this.#texts.set(key, text);
    return text;
  }
}

function hasBit(bits: MarkBits, number: number): boolean {
  return ((bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

function listsOf(marks: readonly Mark[], opening: Opening): Pick<ReceiptEntry, 'told' | 'withheld'> {
  const told = marks.filter(({ isWithheld }) => !isWithheld);
  const withheld = marks.filter(({ isWithheld }) => isWithheld);
  return {
    told: [...Map.groupBy(told, ({ dataClass }) => dataClass)]
      .flatMap(([dataClass, of]) => (dataClass === null ? [] : toldClass(dataClass, of, opening)))
      .toSorted(byClass),
    withheld: [...Map.groupBy(withheld, ({ dataClass }) => dataClass)]
      .map(([dataClass, of]): WithheldClass => ({ class: dataClass, fields: fieldsOf(of) }))
      .toSorted(byClass),
  };
}

/** The incidents on which it rests: where one opened what was told, or nothing but one opens the subject at all. */
function underOf(marks: readonly Mark[], opening: Opening): Pick<ReceiptEntry, 'under'> {
  const { classes, byIncident, incidents } = opening;
  if (incidents.length === 0) return {};
  const isByIncident = ({ dataClass, isWithheld }: Mark) =>
    !isWithheld && dataClass !== null && groundOf(dataClass, opening) === 'INCIDENT';
  return classes === byIncident || marks.some(isByIncident) ? { under: incidents } : {};
}

function toldClass(dataClass: DataClass, marks: readonly Mark[], opening: Opening): ToldClass {
  const from = [...new Set(marks.flatMap((mark) => mark.from))].sort();
  return {
    class: dataClass,
    ground: groundOf(dataClass, opening),
    fields: fieldsOf(marks),
    ...(from.length === 0 ? {} : { from }),
  };
}

/** What opened a class: the basis, unless it was a consent or an incident that was added to it (access §3). */
function groundOf(dataClass: DataClass, { basis, byConsent, byIncident }: Opening): GroundKind {
  if (opens(byConsent, dataClass)) return 'CONSENT';
  if (opens(byIncident, dataClass)) return 'INCIDENT';
  if (basis === 'NONE') throw new Error(`Without a basis ${dataClass} was told.`);
  return basis;
}

/** Of several arguments of one class the same field may be marked twice; it stands once. */
function fieldsOf(marks: readonly Mark[]): string[] {
  return [...new Set(marks.map(({ field }) => field))].sort();
}

/** Fields of no known class come first. */
function byClass(one: { readonly class: string | null }, other: { readonly class: string | null }): number {
  return (one.class ?? '') < (other.class ?? '') ? -1 : 1;
}
