import type { OkuApplicationRow } from '../../subgraphs/oku/application.table.ts';
import type { OkuRegistrationRow } from '../../subgraphs/oku/registration.table.ts';
import { dayOf, officeHour, yearOf } from './calendar.ts';
import type { Home, Member } from './home.ts';
import { scramble, uuidOf } from './random.ts';

/** Entries that are older came from the system before, which kept no applications: how many days back this register's go. */
const KEPT_DAYS = 700;
/** How long the panel took. */
const DECIDED_AFTER_DAYS = 9;

/** The application behind an entry of the OKU register, where this register has kept it: decided as the entry says, or on the panel's desk. Who is a minor has one made by the head. */
export function okuApplicationOf(
  { seed, asOf, members }: Home,
  member: Member,
  { status, personKey }: OkuRegistrationRow,
  day: number,
): OkuApplicationRow[] {
  if (status === 'STRUCK_OFF' || status === 'WITHDRAWN' || day < dayOf(asOf) - KEPT_DAYS) return [];
  const reference = scramble(member.index, 10);
  const submittedAt = officeHour(day - DECIDED_AFTER_DAYS, (Number(reference) / 10 ** 10) * 0.9);
  const isDecided = status !== 'UNDER_ASSESSMENT';
  const head = members.find(({ plan }) => plan.relation === 'HEAD');
  const isMinor = member.age < 18;
  return [
    {
      id: uuidOf(seed, 'oku-application', member.index),
      reference: `JP-${yearOf(submittedAt.toISOString().slice(0, 10))}-${reference}`,
      personKey,
      appliedByKey: isMinor ? (head?.row.key ?? personKey) : personKey,
      kind: 'NEW',
      status,
      identityPaper: isMinor && member.age < 12 ? 'MYKID' : 'MYKAD',
      phone: member.row.phone,
      email: null,
      language: 'MS',
      startedAt: submittedAt,
      submittedAt,
      decidedAt: isDecided ? officeHour(day, 0.5) : null,
      informationDueOn: null,
      appealAllowedAt: null,
    },
  ];
}
