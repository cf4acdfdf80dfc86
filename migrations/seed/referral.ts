import type { DataClass } from '@seisi/schema/classes';
import { referralFact } from '../../subgraphs/agency/owned-fact.ts';
import type { ReferralRow } from '../../subgraphs/agency/referral.table.ts';
import { dueAtOf } from '../../subgraphs/agency/referral.ts';
import type { GroundFactRow } from '../../subgraphs/person/ground-fact.table.ts';
import { AGENCY } from './agency-code.ts';
import { dateOf, dayOf, officeHour, yearOf } from './calendar.ts';
import { copyOf } from './ground-facts.ts';
import type { Home } from './home.ts';
import { uuidOf } from './random.ts';
import { referralIndex, referralReference } from './registry-index.ts';

/** How many households have a referral. */
const SHARE_OF_HOUSEHOLDS = 0.05;

const ROUTES = [
  [AGENCY.jkm, AGENCY.ngo],
  [AGENCY.jkm, AGENCY.otherNgo],
  [AGENCY.hospital, AGENCY.jkm],
  [AGENCY.hospital, AGENCY.ngo],
  [AGENCY.ngo, AGENCY.jkm],
  [AGENCY.otherNgo, AGENCY.ngo],
] as const;

const NOTES = [
  'Isi rumah memerlukan bekalan makanan bulan ini.',
  'Mohon lawatan ke rumah dan penilaian keperluan.',
  'Perlu sokongan kaunseling selepas kehilangan punca pendapatan.',
  'Kerusi roda diperlukan selepas keluar wad.',
] as const;

/** What tells one referral from another; the rest follows. `day` is a day number. */
export type ReferralFacts = Pick<
  ReferralRow,
  'householdKey' | 'personKey' | 'fromAgency' | 'toAgency' | 'status' | 'need' | 'note'
> & { readonly day: number; readonly hour: number };

/** What the receiver may read by it. */
const MINIMUM: readonly DataClass[] = ['register', 'area', 'poverty', 'kinship.count'];

/** The nth referral of a household. */
export function referralOf(seed: number, household: number, nth: number, facts: ReferralFacts): ReferralRow {
  const { day, hour, ...rest } = facts;
  const sentAt = officeHour(day, hour);
  const index = referralIndex(household, nth);
  return {
    id: uuidOf(seed, 'referral', index),
    reference: referralReference(yearOf(dateOf(day)), index),
    sentAt,
    classes: [...MINIMUM],
    urgency: 'ROUTINE',
    dueAt: dueAtOf('ROUTINE', sentAt),
    onwardId: null,
    overdueToldAt: dueAtOf('ROUTINE', sentAt),
    ...rest,
  };
}

/** The referrals of a household as drawn: none for most, sometimes one, about the household or about one member. */
export function drawReferrals(home: Home): ReferralRow[] {
  const { random, asOf, seed, index, household, members } = home;
  if (home.plan.scripted || !random.chance(SHARE_OF_HOUSEHOLDS)) return [];
  const [fromAgency, toAgency] = random.pick(ROUTES);
  const aboutPerson = random.chance(0.3);
  const status = random.weighted([
    ['SENT', 20],
    ['ACCEPTED', 25],
    ['IN_ACTION', 15],
    ['COMPLETED', 25],
    ['RETURNED', 7],
    ['CLOSED', 8],
  ] as const);
  const facts: ReferralFacts = {
    householdKey: aboutPerson ? null : household.key,
    personKey: aboutPerson ? random.pick(members).row.key : null,
    fromAgency,
    toAgency,
    status,
    need: random.pick(['FOOD', 'SHELTER', 'HEALTH', 'COUNSELLING'] as const),
    note: random.pick(NOTES),
    day: random.between(dayOf(asOf) - 365, dayOf(asOf) - 5),
    hour: random.next(),
  };
  return [referralOf(seed, index, 0, facts)];
}

/** The person room's copies of accepted referrals about households. One from an agency to itself is copied too: the person room is to refuse it. */
export function acceptedFacts(referrals: readonly ReferralRow[]): GroundFactRow[] {
  return referrals.flatMap((referral) => {
    const fact = referralFact(referral);
    return fact === null ? [] : [copyOf(fact)];
  });
}
