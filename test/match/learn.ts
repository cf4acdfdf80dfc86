import { isPlain, type Likeness, likeness } from '../../subgraphs/person/identity-match.ts';
import type { Weights } from '../../subgraphs/person/identity-weight.ts';
import { candidatesOf, truePairs } from './candidates.ts';
import { type LabelledOptions, labelled } from './labelled.ts';

/** What the weights and thresholds come from: one half of the labelled set, never the half that they are proved on. */
export const LEARNING: readonly LabelledOptions[] = (['WITH', 'WITHOUT'] as const).map((numbers) => ({
  ...{ seed: 1, families: 800, years: 1, numbers },
}));

/** What says nothing either way, however often it is found. */
const SILENT: ReadonlySet<string> = new Set(['number.MISSING', 'father.UNSAID', 'place.MISSING']);

/** Of the learning half automatic pairs are to be as right as this, and as many true pairs to be found: more than is promised, for another half is another draw. */
const PRECISION = 0.995;
const RECALL = 0.96;

type Judged = { readonly found: Likeness; readonly isTrue: boolean };
type Half = { readonly pairs: readonly Judged[]; readonly truths: number };

export type Learned = {
  readonly weights: Weights;
  readonly automaticFrom: number;
  readonly reviewFrom: number;
};

/** Learns from the halves what the product holds as data; the parts and likenesses are those of the table that it holds. */
export function learn(table: Weights, options: readonly LabelledOptions[] = LEARNING): Learned {
  const halves = options.map((one): Half => {
    const entries = labelled(one);
    const pairs = [...candidatesOf(entries)].map(({ one: first, other, isTrue }) => ({
      found: likeness(first, other),
      isTrue,
    }));
    return { pairs, truths: truePairs(entries) };
  });
  const pairs = halves.flatMap((half) => half.pairs);
  const parts = Object.keys(table) as (keyof Likeness)[];
  const weights = Object.fromEntries(
    parts.map((part) => [part, weighed(part, Object.keys(table[part]), pairs)]),
  ) as Weights;
  const sumOf = (found: Likeness) =>
    tenths(parts.reduce((sum, part) => sum + (weights[part] as Record<string, number>)[found[part]]!, 0));
  return {
    weights,
    automaticFrom: Math.max(...halves.map((half) => automaticFrom(half, sumOf))),
    reviewFrom: Math.min(...halves.map((half) => reviewFrom(half, sumOf))),
  };
}

/** log2 of how often a likeness is found of true pairs over how often of others; half a pair is added to each, so that none is infinite. */
function weighed(
  part: keyof Likeness,
  likenesses: readonly string[],
  pairs: readonly Judged[],
): Record<string, number> {
  const telling = likenesses.filter((of) => !SILENT.has(`${part}.${of}`));
  const counts = new Map<string, number>();
  for (const { found, isTrue } of pairs)
    counts.set(`${found[part]} ${isTrue}`, (counts.get(`${found[part]} ${isTrue}`) ?? 0) + 1);
  const count = (of: string, isTrue: boolean) => (counts.get(`${of} ${isTrue}`) ?? 0) + 0.5;
  const share = (of: string, isTrue: boolean) =>
    count(of, isTrue) / telling.reduce((sum, one) => sum + count(one, isTrue), 0);
  const bits = (of: string) => (telling.includes(of) ? Math.log2(share(of, true) / share(of, false)) : 0);
  return Object.fromEntries(likenesses.map((of) => [of, tenths(bits(of))]));
}

/** The least weight from which on automatic pairs are right. */
function automaticFrom({ pairs }: Half, sumOf: (found: Likeness) => number): number {
  const plain = pairs
    .filter(({ found }) => isPlain(found))
    .map(({ found, isTrue }) => ({ weight: sumOf(found), isTrue }));
  const weights = [...new Set(plain.map(({ weight }) => weight))].toSorted((one, other) => one - other);
  const isRight = (from: number) => {
    const above = plain.filter(({ weight }) => weight >= from);
    return above.filter(({ isTrue }) => isTrue).length >= PRECISION * above.length;
  };
  return weights.find(isRight) ?? Number.POSITIVE_INFINITY;
}

/** The largest weight from which on true pairs are found; those that no key brings together are lost already. */
function reviewFrom({ pairs, truths }: Half, sumOf: (found: Likeness) => number): number {
  const weights = pairs
    .filter(({ isTrue }) => isTrue)
    .map(({ found }) => sumOf(found))
    .toSorted((one, other) => other - one);
  return weights[Math.ceil(RECALL * truths) - 1] ?? Number.NEGATIVE_INFINITY;
}

function tenths(bits: number): number {
  return Math.round(bits * 10) / 10;
}
