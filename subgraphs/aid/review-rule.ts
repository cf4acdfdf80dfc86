/** How often awards are reviewed, by dates. */
type ReviewRule = {
  /** Since when the rule holds, YYYY-MM-DD. */
  readonly startsOn: string;
  /** So many months after it began, or was reviewed. */
  readonly everyMonths: number;
  /** And so many months before it ends. */
  readonly monthsBeforeEnd: number;
  readonly source: string;
};

/** The newest first. */
const REVIEW_RULES: readonly [ReviewRule, ...ReviewRule[]] = [
  {
    startsOn: '2000-01-01',
    everyMonths: 12,
    monthsBeforeEnd: 2,
    source:
      'Deputy Minister in the Dewan Rakyat, by RTM (berita.rtm.gov.my, 21 January): a reassessment each year, and two months before aid ends, by form JKM 20. Since when is not said.',
  },
];

/** The rule on a day; before the first, the first. */
export function reviewRuleOn(
  day: string,
  rules: readonly [ReviewRule, ...ReviewRule[]] = REVIEW_RULES,
): ReviewRule {
  return rules.find(({ startsOn }) => startsOn <= day) ?? rules.at(-1) ?? rules[0];
}
