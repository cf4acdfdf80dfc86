import { RegistryError } from '@seisi/schema/errors';
import type { AccessEntryRow } from './access-log.ts';
import type { ContestRow } from './contest.table.ts';
import { contestedOf } from './contested-access.ts';
import type { ContestAct, ContestFinding, ContestStatus } from './types.generated.ts';

/** What an agency does to a contest; raising it is the person's. */
export type AgencyAct = Exclude<ContestAct, 'RAISE'>;

/** The life of a contest (bantahan). Read a line as: from this status, these steps lead to those. */
export const contestLife = {
  RAISED: { EXTEND: 'EXTENDED', EXPLAIN: 'EXPLAINED', UPHOLD: 'UPHELD' },
  EXTENDED: { EXPLAIN: 'EXPLAINED', UPHOLD: 'UPHELD' },
  EXPLAINED: {},
  UPHELD: {},
} as const satisfies Record<ContestStatus, Partial<Record<AgencyAct, ContestStatus>>>;

/** Where each step leads, from wherever it is open. */
export const STATUS_AFTER: Readonly<Record<ContestAct, ContestStatus>> = {
  RAISE: 'RAISED',
  EXTEND: 'EXTENDED',
  EXPLAIN: 'EXPLAINED',
  UPHOLD: 'UPHELD',
};

/** Calendar days for an answer, and those by which it is lengthened once: as for a request for one's own data (PDPA s.31). No law sets them for a contest. */
const DAYS_TO_ANSWER = 21;
const DAYS_MORE = 14;

const MOST_CHARACTERS = 2_000;
const KEY = /^[\x21-\x7e]{1,128}$/;
const DAY_MILLISECONDS = 86_400_000;

/** Which step a finding is. */
export const ACT_OF: Readonly<Record<ContestFinding, AgencyAct>> = { EXPLAINED: 'EXPLAIN', UPHELD: 'UPHOLD' };

/** A step that was taken: what it says, and when. */
export type TakenStep = { readonly act: AgencyAct; readonly text: string; readonly at: Date };

/**
 * A contest after an agency's step.
 * @throws STEP_REFUSED where it does not lead on from here, and where the time that is to be lengthened is over
 */
export function advanced(contest: ContestRow, { act, text, at }: TakenStep, today: string): ContestRow {
  const steps: Partial<Record<AgencyAct, ContestStatus>> = contestLife[contest.status];
  const status = Object.hasOwn(steps, act) ? steps[act] : undefined;
  if (status === undefined)
    throw new RegistryError('STEP_REFUSED', `The contest is ${contest.status}; this step is not open.`);
  if (act !== 'EXTEND') return { ...contest, status, answer: text, answeredAt: at };
  if (contest.dueOn < today)
    throw new RegistryError(
      'STEP_REFUSED',
      'The time for an answer is over; it cannot be lengthened any more.',
    );
  return { ...contest, status, dueOn: dayAfter(contest.dueOn, DAYS_MORE) };
}

/**
 * A contest as it is raised against the agency that looked.
 * @throws STEP_REFUSED where no agency looked: a citizen's look at the own record or household is nobody's to answer
 */
export function raised(
  entry: AccessEntryRow,
  { personKey, reason, at }: { readonly personKey: string; readonly reason: string; readonly at: Date },
  today: string,
): ContestRow {
  const contested = contestedOf(entry);
  if (contested === null)
    throw new RegistryError('STEP_REFUSED', 'No agency looked: only what an agency read can be contested.');
  const { leafIndex, subjectKey } = entry.stored;
  return {
    ...{ id: crypto.randomUUID(), personKey, leafIndex, subjectKey, reason, ...contested },
    ...{ status: 'RAISED', raisedAt: at, dueOn: dayAfter(today, DAYS_TO_ANSWER) },
    ...{ answer: null, answeredAt: null },
  };
}

/** Whether nobody has answered and the last day is over. */
export function isOverdue({ status, dueOn }: Pick<ContestRow, 'status' | 'dueOn'>, today: string): boolean {
  return Object.keys(contestLife[status]).length > 0 && dueOn < today;
}

/** The civil date so many days after another, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/**
 * What somebody says, without blanks around it.
 * @throws BAD_USER_INPUT for nothing, and for more than 2,000 characters
 */
export function readText(name: string, text: string): string {
  const said = text.trim();
  if (said.length > 0 && said.length <= MOST_CHARACTERS) return said;
  throw badInput(name, `takes 1 to ${MOST_CHARACTERS} characters`);
}

/**
 * A key by which a step is told from every other of the same viewer.
 * @throws BAD_USER_INPUT for one that is not 1 to 128 printable characters
 */
export function readIdempotencyKey(key: string): string {
  if (!KEY.test(key)) throw badInput('idempotencyKey', 'takes 1 to 128 printable characters');
  return key;
}

function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
