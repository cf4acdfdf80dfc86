import { createDecipheriv, createHash } from 'node:crypto';

/** A UUID as `randomUUID` makes it, and an entry of the log, which is named by one; those of the seed are of version 5. */
const MADE_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?:\.[0-9a-f]{16})?/g;
/** Hashes (SHA-256 in base64 or base64url), signatures of notes, and salts, which no value of an enum and no reference number is like: those have capitals. */
const MADE_HASH =
  /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/]{91}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9_-]{43}|(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{22})(?![A-Za-z0-9+/=_-])/g;
/** What chance makes of the number of a card, a household, an application, an organisation, a pass: the digits behind its letters and year, which stay. */
const MADE_NUMBER = /(?<=\b[A-Z]{2,3}-?(?:[A-Z\d]{2,4}-)?)\d{6,12}\b/g;
const SEALED = /^[A-Za-z0-9_-]{40,}$/;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What each of two houses calls the same thing, which both made by chance. */
export type Twin = readonly [one: string, other: string];

/**
 * What two houses make anew for each request, and so never make alike: ids, numbers of cards, sealed cursors, and in their logs salts and whatever is hashed with them.
 * An id, a number or a hash of one stands for one of the other, for ever and in both directions; a cursor for another where both hold the same place. Nothing else may differ.
 */
export class MadeAnew {
  readonly ids: Twin[] = [];
  readonly cursors: Twin[] = [];
  readonly #ofOne = new Map<string, string>();
  readonly #ofOther = new Map<string, string>();
  readonly #secrets: readonly Buffer[];

  constructor(cursorKeys: readonly string[]) {
    this.#secrets = cursorKeys.map((key) => createHash('sha256').update(key).digest());
  }

  /** What the other house told, in the words of the one that told `one`: JSON that is equal exactly where both told the same. */
  inWordsOf(one: unknown, other: unknown): unknown {
    if (typeof one === 'string' && typeof other === 'string') return this.#text(one, other);
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return other;
    if (Array.isArray(other))
      return other.map((item, at) => this.inWordsOf(Array.isArray(one) ? one[at] : undefined, item));
    return Object.fromEntries(
      Object.entries(other).map(([key, value]) => [
        key,
        this.inWordsOf(Object.hasOwn(one, key) ? Reflect.get(one, key) : undefined, value),
      ]),
    );
  }

  #text(one: string, other: string): string {
    if (one !== other && this.#hold(one, other)) {
      this.cursors.push([one, other]);
      return one;
    }
    return this.#made(one, other);
  }

  /** The other text with what the first one made in the place of what it made itself. */
  #made(one: string, other: string): string {
    const text = this.#replaced(one, other, MADE_ID, (twin) => this.ids.push(twin));
    const withNumbers = this.#replaced(one, text, MADE_NUMBER, () => {});
    return this.#replaced(one, withNumbers, MADE_HASH, () => {});
  }

  #replaced(one: string, other: string, made: RegExp, onTwin: (twin: Twin) => void): string {
    const words = one.match(made) ?? [];
    let nth = -1;
    return other.replaceAll(made, (word) => {
      nth += 1;
      return this.#twinOf(words[nth], word, onTwin);
    });
  }

  #twinOf(one: string | undefined, other: string, onTwin: (twin: Twin) => void): string {
    const known = this.#ofOther.get(other);
    if (known !== undefined) return known;
    if (one === undefined || this.#ofOne.has(one)) return other;
    this.#ofOne.set(one, other);
    this.#ofOther.set(other, one);
    if (one !== other) onTwin([one, other]);
    return one;
  }

  /** Whether both texts are cursors, and hold the same place: a place can name what was made. */
  #hold(one: string, other: string): boolean {
    const [place, placeOfOther] = [this.#placeIn(one), this.#placeIn(other)];
    return place !== null && placeOfOther !== null && this.#made(place, placeOfOther) === place;
  }

  /** The place in a cursor, whatever it is bound to: what AES-GCM hides is AES-CTR from the second block on. */
  #placeIn(cursor: string): string | null {
    if (!SEALED.test(cursor)) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    const counter = Buffer.concat([bytes.subarray(0, IV_BYTES), Buffer.from([0, 0, 0, 2])]);
    for (const secret of this.#secrets) {
      const cipher = createDecipheriv('aes-256-ctr', secret, counter);
      const text = cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)).toString('utf8');
      if (isPlace(text)) return text;
    }
    return null;
  }
}

function isPlace(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
