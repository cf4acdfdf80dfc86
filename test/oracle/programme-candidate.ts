/** Somebody of whom everything is known. Income of the household in whole sen a month. */
export type KnownCandidate = {
  readonly onRegister: boolean;
  readonly isHead: boolean;
  readonly hasChild: boolean;
  readonly hasUnmarriedChild: boolean;
  readonly isHusbandUnable: boolean;
  readonly sex: string;
  readonly maritalStatus: string;
  readonly povertyStatus: string | null;
  readonly exitReason: string | null;
  readonly schemes: readonly string[];
  readonly income: number;
  readonly members: number;
};

/** Of whom something may not be known. */
export type PartlyKnown = { readonly [Name in keyof KnownCandidate]: KnownCandidate[Name] | null };

export type Fate = {
  readonly outcome: 'ELIGIBLE' | 'FOCUS_GROUP' | 'NOT_ELIGIBLE';
  readonly phase: number | null;
};

const NOBODY: Fate = { outcome: 'NOT_ELIGIBLE', phase: null };

/** C4U 2019, written from the guideline's own sections 3 and 5.1, one person at a time. */
export function c4u(one: KnownCandidate): Fate {
  if (one.sex !== 'FEMALE' || !isSingleMother(one)) return NOBODY;
  const isAided = one.schemes.includes('BKK') || one.schemes.includes('BA');
  if (!one.onRegister) return { outcome: 'FOCUS_GROUP', phase: isAided ? 2 : 3 };
  if (one.povertyStatus !== 'EXITED') return { outcome: 'ELIGIBLE', phase: 1 };
  if (isAided) return { outcome: 'ELIGIBLE', phase: 1 };
  if (one.exitReason !== 'INCOME_RISE') return { outcome: 'FOCUS_GROUP', phase: 2 };
  return { outcome: one.income < 3640_00 ? 'ELIGIBLE' : 'NOT_ELIGIBLE', phase: 2 };
}

/** By the table of eligibility: widowed or divorced with a child or without, or the head whose husband is sick. */
function isSingleMother(one: KnownCandidate): boolean {
  if (one.maritalStatus === 'MARRIED') return one.isHead && one.isHusbandUnable && one.hasUnmarriedChild;
  return one.maritalStatus === 'WIDOWED' || one.maritalStatus === 'DIVORCED';
}

/** BKIT 2020: a single mother by the ministry's definition, in a household below RM960 or RM244 per head. */
export function bkit(one: KnownCandidate): Fate {
  if (one.sex !== 'FEMALE' || !one.isHead) return NOBODY;
  const byStatus: Readonly<Record<string, boolean>> = {
    WIDOWED: one.hasUnmarriedChild,
    DIVORCED: one.hasUnmarriedChild,
    MARRIED: one.isHusbandUnable && one.hasUnmarriedChild,
    SINGLE: one.hasChild,
  };
  const isPoor = one.income < 960_00 || one.income < one.members * 244_00;
  return byStatus[one.maritalStatus] === true && isPoor ? { outcome: 'ELIGIBLE', phase: 1 } : NOBODY;
}

/** What may stand where something is not known. */
const POSSIBLE: { readonly [Name in keyof KnownCandidate]: readonly KnownCandidate[Name][] } = {
  onRegister: [true, false],
  isHead: [true, false],
  hasChild: [true, false],
  hasUnmarriedChild: [true, false],
  isHusbandUnable: [true, false],
  sex: ['FEMALE', 'MALE'],
  maritalStatus: ['SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED'],
  povertyStatus: ['HARDCORE_POOR', 'POOR', 'EXITED'],
  exitReason: ['NOT_POOR', 'INCOME_RISE'],
  schemes: [[], ['BKK'], ['BA'], ['BTB']],
  income: [0, 3639_99, 3640_00],
  members: [1, 2, 40],
};

/** Everybody whom somebody may be of whom not everything is known. */
export function everyone(known: PartlyKnown): readonly KnownCandidate[] {
  return Object.entries(POSSIBLE).reduce<readonly Partial<KnownCandidate>[]>(
    (sofar, [name, possible]) => {
      const value = known[name as keyof KnownCandidate];
      const values: readonly unknown[] = value === null ? possible : [value];
      return sofar.flatMap((one) => values.map((each) => ({ ...one, [name]: each })));
    },
    [{}],
  ) as readonly KnownCandidate[];
}
