import { jaroWinkler } from '@skyra/jaro-winkler';
import type { NameReading, NameWord } from './name-reading.ts';

/**
 * How like two names are, word by word: the same (`SAME`; `COMMON` where every word is one that a great many bear), sounding the same or in another order (`ALIKE`), with a slip in a word (`CLOSE`), one with
 * words that the other lacks (`PART`), each with such words (`MIXED`), or of nothing alike but common words (`OTHER`).
 */
export type WordsLikeness = 'SAME' | 'COMMON' | 'ALIKE' | 'CLOSE' | 'PART' | 'MIXED' | 'OTHER';

export type NameLikeness = {
  readonly own: WordsLikeness;
  /** `UNSAID` where a name does not say whose child its bearer is. */
  readonly father: WordsLikeness | 'UNSAID';
};

/** Words of so high a Jaro–Winkler similarity are taken for one word with a slip in it. */
const SLIP = 0.88;

/** From the most to the least alike. */
const LIKENESSES = [
  'SAME',
  'COMMON',
  'ALIKE',
  'CLOSE',
  'PART',
  'MIXED',
  'OTHER',
] as const satisfies readonly WordsLikeness[];

/** How like two people's names are: of all that each is called by, the two that are most alike. */
export function nameLikeness(some: readonly NameReading[], others: readonly NameReading[]): NameLikeness {
  const pairs = some.flatMap((one) => others.map((other) => likenessOf(...parted(one, other))));
  return pairs.toSorted((one, other) => rank(one) - rank(other))[0] ?? { own: 'OTHER', father: 'UNSAID' };
}

function rank({ own, father }: NameLikeness): number {
  return LIKENESSES.indexOf(own) * 10 + (father === 'UNSAID' ? 3 : LIKENESSES.indexOf(father));
}

function likenessOf(one: NameReading, other: NameReading): NameLikeness {
  const isSaid = one.father.length > 0 && other.father.length > 0;
  return {
    own: wordsLikeness(one.own, other.own),
    father: isSaid ? wordsLikeness(one.father, other.father) : 'UNSAID',
  };
}

/** Where only one name says where the father's begins, the other's last words are held against them, or a letter that stands for him is left out: `G. Suresh`. */
function parted(one: NameReading, other: NameReading): [NameReading, NameReading] {
  if (one.father.length > 0 && other.father.length === 0) return [one, partedBy(one.father, other)];
  if (other.father.length > 0 && one.father.length === 0) return [partedBy(other.father, one), other];
  return [one, other];
}

function partedBy(father: readonly NameWord[], name: NameReading): NameReading {
  const [first, ...rest] = name.own;
  if (first?.text.length === 1 && rest.length > 0 && father[0]?.text.startsWith(first.text))
    return { own: rest, father: [] };
  const last = name.own.slice(-father.length);
  const isFather =
    name.own.length > father.length && !['MIXED', 'OTHER'].includes(wordsLikeness(father, last));
  return isFather ? { own: name.own.slice(0, -father.length), father: last } : name;
}

function wordsLikeness(some: readonly NameWord[], others: readonly NameWord[]): WordsLikeness {
  const [fewer, more] = some.length <= others.length ? [some, others] : [others, some];
  if (fewer.length === 0) return 'OTHER';
  if (textOf(fewer) === textOf(more)) return fewer.every(({ isCommon }) => isCommon) ? 'COMMON' : 'SAME';
  if (soundOf(fewer) === soundOf(more)) return 'ALIKE';
  const left = [...more];
  const met = fewer.map((word) => ({ word, how: closest(word, left) }));
  const found = met.filter(({ how }) => how !== 'NONE');
  const isWhole = found.length === fewer.length;
  if (isWhole && left.length === 0) return met.some(({ how }) => how === 'SLIP') ? 'CLOSE' : 'ALIKE';
  if (found.every(({ word }) => word.isCommon)) return 'OTHER';
  return isWhole ? 'PART' : 'MIXED';
}

function textOf(words: readonly NameWord[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Of all words together: what one writes as one word another writes as two. */
function soundOf(words: readonly NameWord[]): string {
  return words.map(({ sound }) => sound).join('');
}

type Met = 'SOUND' | 'SLIP' | 'NONE';

/** How a word is met by the most alike of those that are left, which it takes out. */
function closest({ text, sound }: NameWord, left: NameWord[]): Met {
  const take = (at: number): boolean => at >= 0 && left.splice(at, 1).length > 0;
  if (take(left.findIndex((one) => one.text === text)) || take(left.findIndex((one) => one.sound === sound)))
    return 'SOUND';
  const like = left.map((one) => jaroWinkler(text, one.text));
  const best = Math.max(...like, 0);
  return best >= SLIP && take(like.indexOf(best)) ? 'SLIP' : 'NONE';
}
