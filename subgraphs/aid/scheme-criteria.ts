/** One criterion that registers can judge. Money in whole sen a month. */
export type Criterion =
  | { readonly kind: 'CITIZEN' }
  | { readonly kind: 'AGE_FROM'; readonly years: number }
  | { readonly kind: 'OKU_CARD' }
  | { readonly kind: 'MINOR_IN_HOUSEHOLD' }
  /** JKM's means test: not above the household line, or not above the line per head (`<=`). */
  | { readonly kind: 'HOUSEHOLD_WITHIN_LINES'; readonly line: 'POVERTY' | 'FOOD' }
  /** Household income strictly below the household's poverty line. */
  | { readonly kind: 'HOUSEHOLD_BELOW_LINE' }
  | { readonly kind: 'HOUSEHOLD_AT_MOST'; readonly sen: number }
  /** The person's own income not above the household's poverty line. */
  | { readonly kind: 'OWN_WITHIN_LINE' }
  | { readonly kind: 'OWN_AT_MOST'; readonly sen: number };

/** The criteria of one scheme, all of which must hold, and where they stand. */
export type SchemeCriteria = {
  readonly criteria: readonly [Criterion, ...Criterion[]];
  readonly source: string;
};

const CITIZEN = { kind: 'CITIZEN' } as const;
const OKU_CARD = { kind: 'OKU_CARD' } as const;

/**
 * By scheme code. Only what registers can judge: that a child goes to school, that somebody is cared for full-time, or lives in no
 * institution, an officer must see; and the Director General may approve any deserving case outside these.
 */
const CRITERIA: ReadonlyMap<string, SchemeCriteria> = new Map<string, SchemeCriteria>([
  [
    'BKK',
    {
      criteria: [CITIZEN, { kind: 'MINOR_IN_HOUSEHOLD' }, { kind: 'HOUSEHOLD_WITHIN_LINES', line: 'FOOD' }],
      source: 'manfaat.mof.gov.my (text of 30 June 2025)',
    },
  ],
  [
    'BWE',
    {
      criteria: [
        CITIZEN,
        { kind: 'AGE_FROM', years: 60 },
        { kind: 'HOUSEHOLD_WITHIN_LINES', line: 'POVERTY' },
      ],
      source: 'JKM Perlis, page of the scheme; semakanbantuan.com',
    },
  ],
  [
    'BA',
    {
      criteria: [CITIZEN, { kind: 'HOUSEHOLD_WITHIN_LINES', line: 'POVERTY' }],
      source: 'enanyang.my, 18 October 2024; JKM, general conditions',
    },
  ],
  [
    'BPT',
    {
      criteria: [CITIZEN, { kind: 'HOUSEHOLD_AT_MOST', sen: 300_000 }],
      source: 'budget.mof.gov.my, manfaat/faq/bpt (28 February 2023)',
    },
  ],
  [
    'EPOKU',
    {
      criteria: [CITIZEN, { kind: 'AGE_FROM', years: 16 }, OKU_CARD, { kind: 'OWN_AT_MOST', sen: 150_000 }],
      source: 'mynewskini.com (Budget 2024); JKM, charter',
    },
  ],
  [
    'BTB',
    {
      criteria: [CITIZEN, { kind: 'AGE_FROM', years: 16 }, OKU_CARD, { kind: 'OWN_WITHIN_LINE' }],
      source: 'budget.mof.gov.my, manfaat/faq/btb; JKM, charter',
    },
  ],
  [
    'GP',
    {
      criteria: [CITIZEN, { kind: 'HOUSEHOLD_BELOW_LINE' }],
      source: 'beritabayaran.com: income below the line',
    },
  ],
  [
    'BAT',
    {
      criteria: [CITIZEN, OKU_CARD, { kind: 'HOUSEHOLD_BELOW_LINE' }],
      source: 'beritabayaran.com: income below the line; JKM, charter',
    },
  ],
]);

/** The criteria of a scheme; null where none are on record. */
export function criteriaOf(schemeCode: string): readonly [Criterion, ...Criterion[]] | null {
  return CRITERIA.get(schemeCode)?.criteria ?? null;
}

/** Whether a criterion looks at the figures of the household. */
export function isOfHousehold({ kind }: Criterion): boolean {
  return (
    kind === 'MINOR_IN_HOUSEHOLD' ||
    kind === 'HOUSEHOLD_WITHIN_LINES' ||
    kind === 'HOUSEHOLD_BELOW_LINE' ||
    kind === 'HOUSEHOLD_AT_MOST'
  );
}
