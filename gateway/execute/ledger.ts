import type { GrantText } from '@seisi/schema/grant-text';
import type { DraftEntry } from '@seisi/schema/receipt/receipt';
import type { Basis } from '@seisi/schema/viewer';
import type { ToldSubjects } from '../request.ts';
import { type Marks, NO_MARK, NO_MARKS } from './marks.ts';
import type { SubjectGrant } from './subject-grant.ts';
import type { ToldTexts } from './told-texts.ts';

/** One subject of an answer, however often it was met. */
export type Met = {
  readonly type: string;
  readonly key: string;
  readonly grant: GrantText;
  /** How many lines of the ledger speak of it. */
  lines: number;
  bits: number[];
};

const NOBODY: readonly Met[] = [];
/** Stands in a line for the subject itself: it was told that it is on record. */
const ON_RECORD = NO_MARK;

/** What one answer tells of whom, written down while it is shaped; what comes to nothing is taken back. */
export class Ledger implements ToldSubjects {
  /** Whom the object that is being shaped is about: a subject, the subjects of a file, or nobody. */
  about: readonly Met[] = NOBODY;
  /** The classed inputs that everyone met next has met. */
  conditions: readonly number[] = NO_MARKS;
  readonly #marks: Marks;
  readonly #texts: ToldTexts;
  readonly #met = new Map<string, Met>();
  /** Two columns: of whom, and what. */
  readonly #of: Met[] = [];
  readonly #what: number[] = [];

  constructor(marks: Marks, texts: ToldTexts) {
    this.#marks = marks;
    this.#texts = texts;
  }

  /** How much is written; what is written after it can be taken back. */
  get place(): number {
    return this.#of.length;
  }

  /** A subject is in the answer: it is on record, and meets the conditions. */
  meet(type: string, { key, grant }: SubjectGrant): Met {
    const name = `${type} ${key}`;
    const met = this.#met.get(name) ?? { type, key, grant, lines: 0, bits: [] };
    this.#met.set(name, met);
    this.#write(met, ON_RECORD);
    for (const condition of this.conditions) this.#write(met, condition);
    return met;
  }

  /** Something is told, or withheld, of those whom the object is about. */
  mark(number: number): void {
    const { about } = this;
    // Counted, not iterated: it is done for every field of an answer.
    for (let at = 0; at < about.length; at += 1) this.#write(about[at] as Met, number);
  }

  /** What was written after a place is not in the answer; its errors are, so what they say of subjects met before is kept. */
  takeBack(place: number): void {
    const of = this.#of.splice(place);
    const what = this.#what.splice(place);
    for (const met of of) met.lines -= 1;
    for (const [line, met] of of.entries()) {
      const number = what[line] ?? ON_RECORD;
      if (met.lines > 0 && this.#marks.all[number]?.isWithheld === true) this.#write(met, number);
    }
  }

  entries(basis: Basis['kind']): readonly DraftEntry[] {
    const subjects = this.#subjects();
    const isAnySealed = subjects.some(({ grant }) => grant.isSealed);
    return subjects.map(({ type, key, grant, bits }) => {
      const told = this.#texts.told(
        this.#marks,
        bits,
        { ...openingOf(grant), basis },
        isAnySealed && !grant.isSealed,
      );
      return { type, key, text: this.#texts.entry({ type, key }, told) };
    });
  }

  /** Everyone who is in the answer, with what was told of them, in the order of type and key. */
  #subjects(): Met[] {
    const words = Math.ceil(this.#marks.all.length / 32);
    const found = [...this.#met.values()].filter(({ lines }) => lines > 0).sort(byTypeAndKey);
    for (const met of found) met.bits = new Array<number>(words).fill(0);
    for (let line = 0; line < this.#of.length; line += 1) {
      const number = this.#what[line] as number;
      const { bits } = this.#of[line] as Met;
      if (number !== ON_RECORD) bits[number >>> 5] = (bits[number >>> 5] as number) | (1 << (number & 31));
    }
    return found;
  }

  #write(met: Met, number: number): void {
    met.lines += 1;
    this.#of.push(met);
    this.#what.push(number);
  }
}

function openingOf({ classes, byConsent, byIncident, incidents }: GrantText) {
  return { classes, byConsent, byIncident, incidents };
}

function byTypeAndKey(one: Met, other: Met): number {
  if (one.type !== other.type) return one.type < other.type ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}
