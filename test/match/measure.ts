import { type Judgement, matchOf } from '../../subgraphs/person/identity-match.ts';
import { AUTOMATIC_FROM } from '../../subgraphs/person/identity-weight.ts';
import { candidatesOf, truePairs } from './candidates.ts';
import { type Labelled, type LabelledOptions, labelled } from './labelled.ts';

/** How right a matcher is on labelled entries. */
export type Figures = {
  readonly entries: number;
  /** True pairs, whether or not they were compared. */
  readonly truths: number;
  readonly compared: number;
  readonly automatic: number;
  readonly review: number;
  /** What share of the automatic pairs is true. */
  readonly precision: number;
  /** The same of all pairs of so high a weight, whatever else speaks against them. */
  readonly precisionByWeight: number;
  /** What share of the true pairs is automatic or goes to review. */
  readonly recall: number;
  /** What share of the true pairs needs nobody. */
  readonly automaticRecall: number;
  /** How many pairs an officer looks at for each true one among them. */
  readonly looksPerTruth: number;
};

/** What a matcher must come to; a review of everything would find all, so looks are counted too. */
type Promised = Pick<Figures, 'precision' | 'recall' | 'automaticRecall' | 'looksPerTruth'>;

/** Without numbers only who still lives where both papers say is matched by nobody's hand. */
export function promised(numbers: LabelledOptions['numbers']): Promised {
  const automaticRecall = numbers === 'WITH' ? 0.8 : 0.4;
  return { precision: 0.98, recall: 0.9, automaticRecall, looksPerTruth: 5 };
}

/** Whether figures keep a promise; a figure that is none, of nothing at all, does not. */
export function isKept(
  figures: Figures,
  { precision, recall, automaticRecall, looksPerTruth }: Promised,
): boolean {
  return (
    figures.precision >= precision &&
    figures.recall >= recall &&
    figures.automaticRecall >= automaticRecall &&
    figures.looksPerTruth <= looksPerTruth
  );
}

export function measure(options: LabelledOptions): Figures {
  const entries = labelled(options);
  const right: Record<Judgement, number> = { AUTOMATIC: 0, REVIEW: 0, DIFFERENT: 0 };
  const all: Record<Judgement, number> = { AUTOMATIC: 0, REVIEW: 0, DIFFERENT: 0 };
  const heavy = { true: 0, false: 0 };
  for (const { one, other, isTrue } of candidatesOf(entries)) {
    const { judgement, weight } = matchOf(one, other);
    all[judgement] += 1;
    if (isTrue) right[judgement] += 1;
    if (weight >= AUTOMATIC_FROM) heavy[isTrue ? 'true' : 'false'] += 1;
  }
  const truths = truePairs(entries);
  return {
    ...{ entries: entries.length, truths, compared: all.AUTOMATIC + all.REVIEW + all.DIFFERENT },
    ...{ automatic: all.AUTOMATIC, review: all.REVIEW },
    precision: right.AUTOMATIC / all.AUTOMATIC,
    precisionByWeight: heavy.true / (heavy.true + heavy.false),
    recall: (right.AUTOMATIC + right.REVIEW) / truths,
    automaticRecall: right.AUTOMATIC / truths,
    looksPerTruth: all.REVIEW / right.REVIEW,
  };
}

/** What a matcher comes to that holds exact name and day of birth alone against one another. */
export function measureNaive(options: LabelledOptions): Pick<Figures, 'precision' | 'recall'> {
  const entries = labelled(options);
  const groups = Map.groupBy(entries, ({ name, birthDate }: Labelled) => `${name} ${birthDate}`);
  let [found, right] = [0, 0];
  for (const group of groups.values()) {
    found += (group.length * (group.length - 1)) / 2;
    right += truePairs(group);
  }
  return { precision: right / found, recall: right / truePairs(entries) };
}

export function told(figures: Figures): string {
  const share = (value: number) => `${(value * 100).toFixed(2)} %`;
  const { entries, truths, compared, automatic, review, looksPerTruth } = figures;
  return [
    `${entries} entries, ${truths} true pairs, ${compared} compared`,
    `automatic ${automatic}, of which true ${share(figures.precision)}`,
    `review ${review}, ${looksPerTruth.toFixed(2)} looks for each true one`,
    `true pairs found ${share(figures.recall)}, automatic ${share(figures.automaticRecall)}`,
  ].join('; ');
}
