import { hash } from 'node:crypto';

/** A stream of pseudo-random draws; the same seed, kind and index give the same stream for ever. */
export type Random = {
  /** A number in [0, 1), of 32 bits. */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One item of a list that is not empty, each as likely. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** One item of a list of [item, weight], by weight. */
  readonly weighted: <Item>(choices: readonly (readonly [Item, number])[]) => Item;
};

/** FNV-1a: a word for a text. */
function wordOf(text: string): number {
  let word = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) word = Math.imul(word ^ text.charCodeAt(at), 0x01000193);
  return word;
}

/** The stream of one thing: sfc32 (Doty-Humphrey), 32-bit arithmetic only, so that a household is made alone and in any order. */
export function randomOf(seed: number, kind: string, index: number): Random {
  let [a, b, c, count] = [wordOf(kind), seed | 0, index | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round += 1) next();
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (choices) => weighted(choices, next()),
  };
}

/** The item into whose share of the total weight the draw (in [0, 1)) falls. */
function weighted<Item>(choices: readonly (readonly [Item, number])[], draw: number): Item {
  let rest = draw * choices.reduce((total, [, weight]) => total + weight, 0);
  for (const [item, weight] of choices) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return choices[choices.length - 1]![0];
}

/** RFC 9562 name space of this registry's identifiers: any fixed UUID does. */
const NAME_SPACE = Buffer.from('5e1517e6157c4a1b8c0d26018f1c7a02', 'hex');

/** The UUIDv5 of seed, kind and index. A subject's hidden key and public id are of two kinds, so neither tells the other. */
export function uuidOf(seed: number, kind: string, index: number): string {
  const digest = hash('sha1', Buffer.concat([NAME_SPACE, Buffer.from(`${seed}/${kind}/${index}`)]), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

const MULTIPLIER = 28_657_093;
const LARGEST = Math.floor(Number.MAX_SAFE_INTEGER / MULTIPLIER);

/** Writes an index as so many digits that tell nothing of their neighbours: a permutation, because the multiplier shares no factor with 10. */
export function scramble(index: number, digits: 9 | 10): string {
  if (!Number.isInteger(index) || index < 0 || index > LARGEST || index >= 10 ** digits) {
    throw new RangeError(`The index ${index} has no number of ${digits} digits. Seed fewer households.`);
  }
  return String((index * MULTIPLIER + 735_091) % 10 ** digits).padStart(digits, '0');
}
