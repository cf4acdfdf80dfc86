import type { ApplicationRow, PaymentRow } from '../../subgraphs/aid/application.table.ts';
import type { AwardVersionRow, BankAccountRow } from '../../subgraphs/aid/award.table.ts';
import type { NoticeRow } from '../../subgraphs/aid/notice.table.ts';
import { accountsOf, awardsOf } from './award.ts';
import { dateOf, dayOf, monthFrom, officeHour, yearOf, yearsAfter } from './calendar.ts';
import type { Home, Member } from './home.ts';
import { CAST_YEAR } from './known.ts';
import { noticesOf } from './notice.ts';
import { paymentsOf } from './payment.ts';
import { uuidOf } from './random.ts';
import { applicationIndex, applicationReference } from './registry-index.ts';
import { type Candidate, type Circumstances, candidatesOf } from './scheme.ts';

type Status = ApplicationRow['status'];

/** One person's applications with what was granted and paid on them, where to, and what the person was told. */
export type AidRows = {
  readonly applications: ApplicationRow[];
  readonly awards: AwardVersionRow[];
  readonly bankAccounts: BankAccountRow[];
  readonly payments: PaymentRow[];
  readonly notices: NoticeRow[];
};

/** The most applications a person has in this registry. */
const MOST_APPLICATIONS = 6;

/** Days between lodging and decision at the most, so that a decision is never after the registry's date. */
const LONGEST = 75;

const APPROVED_BECAUSE = [
  'Pendapatan per kapita di bawah PGK; syarat skim dipenuhi.',
  'Siasatan mengesahkan keperluan; disokong oleh pejabat daerah.',
  'Memenuhi syarat skim selepas semakan dokumen.',
] as const;
const REJECTED_BECAUSE = [
  'Pendapatan isi rumah melebihi had skim.',
  'Ada anak dewasa bekerja yang mampu menyara.',
  'Menerima pendapatan lain seperti pencen.',
  'Dokumen tidak lengkap dalam tempoh 14 hari.',
] as const;

/** The applications of one member: those planned, or those drawn by scheme; a refused one may be lodged again. At most six. */
export function aidOf(home: Home, member: Member, circumstances: Circumstances): AidRows {
  const lodged = home.plan.scripted
    ? planned(home, member, circumstances)
    : drawn(home, member, circumstances);
  const applications: ApplicationRow[] = [];
  const awards: AwardVersionRow[] = [];
  const payments: PaymentRow[] = [];
  const notices: NoticeRow[] = [];
  for (const { candidate, status } of lodged.slice(0, MOST_APPLICATIONS)) {
    const index = applicationIndex(member.index, applications.length);
    const application = written(home, member, index, candidate, status);
    if (application === null) continue;
    applications.push(application);
    awards.push(...awardsOf(home.seed, application, index));
    if (home.plan.scripted) notices.push(...noticesOf(home.seed, application, index));
    if (status === 'COMPLETED') payments.push(...paymentsOf(home, application, index, candidate.frequency));
  }
  const bankAccounts = accountsOf(home.seed, member.index, applications);
  return { applications, awards, bankAccounts, payments, notices };
}

type Lodged = { readonly candidate: Candidate; readonly status: Status };

function planned(home: Home, member: Member, circumstances: Circumstances): Lodged[] {
  const candidates = candidatesOf(home, member, circumstances);
  return (member.plan.applications ?? []).map(({ scheme, status }) => {
    const candidate = candidates.find((possible) => possible.scheme === scheme);
    if (candidate === undefined)
      throw new RangeError(
        `The plan of person ${member.index} names ${scheme}, for which the person may not apply.`,
      );
    return { candidate, status };
  });
}

function drawn(home: Home, member: Member, circumstances: Circumstances): Lodged[] {
  const { random } = home;
  return candidatesOf(home, member, circumstances).flatMap((candidate): Lodged[] => {
    if (!random.chance(candidate.chance)) return [];
    const again: Lodged[] = random.chance(0.12) ? [{ candidate, status: 'REJECTED' }] : [];
    const status = random.weighted([
      ['COMPLETED', 62],
      ['APPROVED', 8],
      ['REJECTED', 14],
      ['IN_PROCESS', 11],
      ['DOCUMENTS_REQUIRED', 5],
    ] as const);
    return [...again, { candidate, status }];
  });
}

/** One application, with the days that its status asks for; null where the person was too young for it all the time. */
function written(
  home: Home,
  member: Member,
  index: number,
  candidate: Candidate,
  status: Status,
): ApplicationRow | null {
  const { random, asOf, household } = home;
  const today = dayOf(asOf);
  const oldEnough = dayOf(yearsAfter(member.row.birthDate, candidate.fromAge));
  const [first, last] = windowOf(home, status, today);
  if (oldEnough > last) return null;
  const submitted = random.between(Math.max(first, oldEnough), last);
  const complete =
    status === 'DOCUMENTS_REQUIRED' ? null : Math.min(today - 1, submitted + random.between(0, 14));
  return {
    id: uuidOf(home.seed, 'application', index),
    reference: applicationReference(yearOf(dateOf(submitted)), index),
    applicantKey: member.row.key,
    state: household.state,
    district: household.district,
    schemeCode: candidate.scheme,
    status,
    submittedAt: officeHour(submitted, random.next() * 0.9),
    completeAt: complete === null ? null : officeHour(complete, 0.9 + random.next() * 0.1),
    ...outcomeOf(home, candidate, status, complete),
  };
}

type Outcome = Pick<
  ApplicationRow,
  'decidedAt' | 'decisionReason' | 'awardAmount' | 'awardStartsOn' | 'awardEndsOn'
>;

/** What was decided and granted, where the status says that it was. */
function outcomeOf(home: Home, candidate: Candidate, status: Status, complete: number | null): Outcome {
  const open: Outcome = {
    decidedAt: null,
    decisionReason: null,
    awardAmount: null,
    awardStartsOn: null,
    awardEndsOn: null,
  };
  if (complete === null || status === 'IN_PROCESS') return open;
  const { random } = home;
  const decided = complete + random.between(7, 45);
  const decidedAt = officeHour(decided, random.next());
  if (status === 'REJECTED') return { ...open, decidedAt, decisionReason: random.pick(REJECTED_BECAUSE) };
  return {
    decidedAt,
    decisionReason: random.pick(APPROVED_BECAUSE),
    awardAmount: candidate.amount,
    awardStartsOn: dateOf(decided),
    awardEndsOn: endOf(home, candidate, status, decided),
  };
}

/** When an application with this status was lodged: decided ones in four years, open ones in 60 days, incomplete ones in their 14 days; those of the cast in its year, so that their references are known. */
function windowOf(home: Home, status: Status, today: number): readonly [number, number] {
  if (home.plan.scripted) return [dayOf(`${CAST_YEAR}-02-01`), dayOf(`${CAST_YEAR}-08-01`)];
  if (status === 'DOCUMENTS_REQUIRED') return [today - 14, today - 1];
  return status === 'IN_PROCESS' ? [today - 60, today - 1] : [today - 1400, today - LONGEST];
}

/** A one-off aid ends on the day it starts; a monthly one is open, or ended at a month's beginning at least a month ago. */
function endOf(
  { random, asOf, plan }: Home,
  { frequency }: Candidate,
  status: Status,
  decided: number,
): string | null {
  if (frequency === 'ONE_OFF') return dateOf(decided);
  if (plan.scripted || status !== 'COMPLETED' || !random.chance(0.1)) return null;
  const end = monthFrom(asOf, -random.between(1, 12));
  return end > dateOf(decided) ? end : null;
}
