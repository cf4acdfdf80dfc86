import type { OkuRegistrationRow } from '../../subgraphs/oku/registration.table.ts';
import type { Home, Member } from './home.ts';

/** What an application depends on beside the person. */
export type Circumstances = {
  /** Whether the newest assessment found the household poor or hardcore poor. */
  readonly poor: boolean;
  /** The person's own entry in the OKU register. */
  readonly oku: OkuRegistrationRow | null;
  /** Whether another member is registered with a category that may need constant care. */
  readonly careNeeded: boolean;
};

/** One scheme that a person may apply for: how likely, from which age, and what it grants, in sen. */
export type Candidate = {
  readonly scheme: string;
  readonly chance: number;
  readonly fromAge: number;
  readonly frequency: 'MONTHLY' | 'ONE_OFF';
  readonly amount: number;
};

type Applicant = Circumstances & { readonly home: Home; readonly member: Member };

type Rule = Pick<Candidate, 'scheme' | 'fromAge' | 'frequency'> & {
  readonly until?: number;
  readonly open: (applicant: Applicant) => boolean;
  readonly chance: (applicant: Applicant) => number;
  readonly amount: (applicant: Applicant) => number;
};

const FEDERAL_TERRITORIES: ReadonlySet<string> = new Set(['14', '15', '16']);
const STEP = 10_000;

/** Who may apply for what, with the rates of 2025 (JKM). BA is federal, BAN is its twin in the states; amounts of one-off schemes are drawn, no source has them. */
const RULES: readonly Rule[] = [
  {
    scheme: 'BKK',
    fromAge: 18,
    frequency: 'MONTHLY',
    open: ({ home, member }) => isHead(member) && childrenAid(home) > 0,
    chance: ({ poor }) => (poor ? 0.34 : 0.05),
    amount: ({ home }) => childrenAid(home),
  },
  {
    scheme: 'BWE',
    fromAge: 60,
    frequency: 'MONTHLY',
    open: () => true,
    chance: ({ poor }) => (poor ? 0.42 : 0.06),
    amount: () => 60_000,
  },
  {
    scheme: 'EPOKU',
    fromAge: 16,
    frequency: 'MONTHLY',
    open: ({ oku, member }) => oku?.status === 'REGISTERED' && works(member),
    chance: () => 0.6,
    amount: () => 45_000,
  },
  {
    scheme: 'BTB',
    fromAge: 16,
    frequency: 'MONTHLY',
    open: ({ oku, member }) => oku?.status === 'REGISTERED' && !works(member),
    chance: () => 0.55,
    amount: () => 30_000,
  },
  {
    scheme: 'BPT',
    fromAge: 18,
    frequency: 'MONTHLY',
    open: ({ careNeeded, member }) => careNeeded && (isHead(member) || member.plan.relation === 'SPOUSE'),
    chance: () => 0.2,
    amount: () => 50_000,
  },
  {
    scheme: 'BA',
    fromAge: 18,
    frequency: 'MONTHLY',
    open: ({ home, member, poor }) => poor && isHead(member) && FEDERAL_TERRITORIES.has(home.household.state),
    chance: () => 0.2,
    amount: ({ home }) => Math.min(50_000, home.members.length * 15_000),
  },
  {
    scheme: 'BAN',
    fromAge: 18,
    frequency: 'MONTHLY',
    open: ({ home, member, poor }) =>
      poor && isHead(member) && !FEDERAL_TERRITORIES.has(home.household.state),
    chance: () => 0.1,
    amount: ({ home }) => Math.min(35_000, home.members.length * STEP),
  },
  {
    scheme: 'BAT',
    fromAge: 16,
    frequency: 'ONE_OFF',
    open: ({ oku }) => oku?.status === 'REGISTERED' && oku.category === 'PHYSICAL',
    chance: () => 0.1,
    amount: ({ home }) => home.random.between(5, 40) * STEP,
  },
  {
    scheme: 'GP',
    fromAge: 21,
    until: 55,
    frequency: 'ONE_OFF',
    open: () => true,
    chance: () => 0.02,
    amount: ({ home }) => home.random.between(10, 27) * STEP,
  },
  {
    scheme: 'TBS',
    fromAge: 18,
    frequency: 'ONE_OFF',
    open: ({ member }) => isHead(member),
    chance: () => 0.04,
    amount: ({ home }) => home.random.between(2, 10) * 5_000,
  },
];

/** Which schemes a member may apply for, by age, work, disability and need. */
export function candidatesOf(home: Home, member: Member, circumstances: Circumstances): Candidate[] {
  const applicant: Applicant = { home, member, ...circumstances };
  return RULES.filter(
    ({ fromAge, until, open }) =>
      member.age >= fromAge && member.age <= (until ?? member.age) && open(applicant),
  ).map(({ scheme, fromAge, frequency, chance, amount }) => ({
    scheme,
    fromAge,
    frequency,
    chance: chance(applicant),
    amount: amount(applicant),
  }));
}

/** BKK since 2025: RM250 for a child of up to 6, RM200 from 7 to 17, at most RM1,000 a family; in sen. */
export function childrenAid({ members }: { readonly members: readonly { readonly age: number }[] }): number {
  const sum = members.reduce((total, { age }) => total + childRate(age), 0);
  return Math.min(100_000, sum);
}

function childRate(age: number): number {
  if (age < 7) return 25_000;
  return age < 18 ? 20_000 : 0;
}

function isHead(member: Member): boolean {
  return member.plan.relation === 'HEAD';
}

function works(member: Member): boolean {
  return member.row.employment === 'EMPLOYED' || member.row.employment === 'SELF_EMPLOYED';
}
