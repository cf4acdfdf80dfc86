import type { HouseholdMemberRow, HouseholdRow } from '../../subgraphs/person/household.table.ts';
import type { IncomeRow } from '../../subgraphs/person/income.table.ts';
import { aidOf } from './aid.ts';
import { drawPlace, stateFigures } from './area.ts';
import { assessmentsOf, drawDays } from './assessment.ts';
import { dateOf, dayOf, later } from './calendar.ts';
import { castPlan, formerMembers } from './cast.ts';
import { castReferrals } from './cast-referral.ts';
import type { AssessmentDay, Home, HouseholdPlan } from './home.ts';
import { drawChange, incomesOf } from './income.ts';
import { drawMembers, drawSize } from './kinship.ts';
import { type OkuRows, okuOf } from './oku.ts';
import { passesOf } from './pass.ts';
import { peopleOf } from './people.ts';
import { type Random, randomOf, uuidOf } from './random.ts';
import { acceptedFacts, drawReferrals } from './referral.ts';
import { householdId, householdKey, personKey, registrationNumber } from './registry-index.ts';
import { noRows, type RegistryOptions, type RegistryRows } from './rows.ts';
import { volunteerOf } from './volunteer.ts';

/** One pass of a company for twenty households; six people in a hundred in the OKU register (`oku.ts`). */
const PASSES = 0.05;
const OKU_PERCENT = 6;

/** Care that BPT pays for is thought of with these categories. */
const NEEDS_CARE: ReadonlySet<string | null> = new Set(['PHYSICAL', 'MULTIPLE']);

/** All rows of all rooms for one household. Pure: the same seed, date and index give the same rows, in whatever order households are made. */
export function householdAt(
  { seed, asOf, passes = PASSES, okuPercent = OKU_PERCENT }: Omit<RegistryOptions, 'households'>,
  index: number,
): RegistryRows {
  const random = randomOf(seed, 'household', index);
  const plan = castPlan(random, index) ?? drawPlan(random, asOf);
  const members = peopleOf(random, seed, asOf, index, plan);
  const household = householdRow(seed, index, plan);
  const home: Home = { seed, asOf, index, random, plan, household, members };
  const memberships = [...membershipsOf(home), ...formerMembers(seed, index)];
  const incomes = incomesOf(home);
  const referrals = plan.scripted ? castReferrals(seed, index) : drawReferrals(home);
  return {
    ...noRows(),
    households: [household],
    people: members.map((member) => member.row),
    memberships,
    incomes,
    referrals,
    groundFacts: acceptedFacts(referrals),
    ...recordsOf(home, memberships, incomes, { passes, okuPercent }),
  };
}

/** What the registers besides the household itself hold: assessments, disability, aid, volunteering. */
function recordsOf(
  home: Home,
  memberships: readonly HouseholdMemberRow[],
  incomes: readonly IncomeRow[],
  { passes, okuPercent }: Required<Pick<RegistryOptions, 'passes' | 'okuPercent'>>,
): Pick<
  RegistryRows,
  | 'assessments'
  | 'applications'
  | 'awards'
  | 'bankAccounts'
  | 'payments'
  | 'notices'
  | 'okuRegistrations'
  | 'okuCards'
  | 'okuApplications'
  | 'volunteerings'
  | 'assignments'
  | 'passEmployers'
  | 'passWorkers'
  | 'workPasses'
> {
  const { members } = home;
  const assessments = assessmentsOf(home, memberships, incomes);
  const newest = assessments.at(-1);
  const poor = newest !== undefined && newest.status !== 'EXITED';
  const okus = members.map((member) => okuOf(home, member, okuPercent / 100));
  const aids = members.map((member, at) =>
    aidOf(home, member, { poor, oku: okus[at]?.registration ?? null, careNeeded: careNeeded(okus, at) }),
  );
  const volunteers = members.map((member) => volunteerOf(home, member));
  return {
    assessments,
    applications: aids.flatMap((aid) => aid.applications),
    awards: aids.flatMap((aid) => aid.awards),
    bankAccounts: aids.flatMap((aid) => aid.bankAccounts),
    payments: aids.flatMap((aid) => aid.payments),
    notices: aids.flatMap((aid) => aid.notices),
    okuRegistrations: okus.flatMap((oku) => oku?.registration ?? []),
    okuCards: okus.flatMap((oku) => oku?.cards ?? []),
    okuApplications: okus.flatMap((oku) => oku?.applications ?? []),
    volunteerings: volunteers.flatMap((volunteer) => volunteer?.volunteering ?? []),
    assignments: volunteers.flatMap((volunteer) => volunteer?.assignments ?? []),
    ...passesOf(home, passes),
  };
}

/** Whether somebody other than the member at this place is registered with a category that may need constant care. */
function careNeeded(okus: readonly (OkuRows | null)[], place: number): boolean {
  return okus.some((oku, at) => at !== place && NEEDS_CARE.has(oku?.registration.category ?? null));
}

function drawPlan(random: Random, asOf: string): HouseholdPlan {
  const place = drawPlace(random);
  const { population, households } = stateFigures(place.state);
  const members = drawMembers(random, drawSize(random, population / households), asOf);
  const registrationStatus = random.weighted([
    ['CONFIRMED', 85],
    ['UNDER_CENSUS', 6],
    ['NEW', 6],
    ['REJECTED', 3],
  ] as const);
  const registeredOn = drawRegisteredOn(random, registrationStatus, asOf);
  const assessments = registrationStatus === 'CONFIRMED' ? drawDays(random, registeredOn, asOf) : [];
  const incomeChange = drawIncomeChange(random, assessments);
  return { place, registrationStatus, registeredOn, members, assessments, incomeChange, scripted: false };
}

/** A household that was assessed twice may earn otherwise since some day between the two. */
function drawIncomeChange(
  random: Random,
  [older, newer]: readonly AssessmentDay[],
): HouseholdPlan['incomeChange'] {
  return older === undefined || newer === undefined ? null : drawChange(random, older.on, newer.on);
}

/** New ones came in the last 60 days, those under census in the last 200, all others since 2010 but not in the last 90. */
function drawRegisteredOn(random: Random, status: HouseholdRow['registrationStatus'], asOf: string): string {
  const today = dayOf(asOf);
  if (status === 'NEW') return dateOf(random.between(today - 60, today - 1));
  if (status === 'UNDER_CENSUS') return dateOf(random.between(today - 200, today - 20));
  return dateOf(random.between(dayOf('2010-01-01'), today - 90));
}

function householdRow(seed: number, index: number, plan: HouseholdPlan): HouseholdRow {
  const { place, registrationStatus, registeredOn } = plan;
  return {
    key: householdKey(seed, index),
    id: householdId(seed, index),
    registrationNumber: registrationNumber(index),
    registrationStatus,
    registeredOn,
    ...place,
    headKey: personKey(seed, index, 0),
  };
}

/** Everyone lives here since the household was registered, or since birth. */
function membershipsOf({ seed, household, members }: Home): HouseholdMemberRow[] {
  return members.map(({ plan, index, row }) => ({
    id: uuidOf(seed, 'membership', index),
    householdKey: household.key,
    personKey: row.key,
    relationToHead: plan.relation,
    since: later(row.birthDate, household.registeredOn),
    until: null,
  }));
}
