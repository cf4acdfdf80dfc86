import type { RegistersSay } from './finding.ts';
import {
  type CheckedRegister,
  type RegisterAnswer,
  type RegisterContent,
  readContent,
} from './register-answers.ts';
import type { RegisterCheckRow } from './register-check.table.ts';
import type { CheckFailure } from './types.generated.ts';

/** After so many days what a register said is old, and counts as unknown. */
const FRESH_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

const FAILURES = {
  UNCONFIGURED: 'UNCONFIGURED',
  RESTING: 'UNREACHABLE',
  FAILED: 'UNREACHABLE',
  TIMEOUT: 'UNREACHABLE',
  REFUSED: 'REFUSED',
  NOT_ON_RECORD: 'NOT_ON_RECORD',
  MALFORMED: 'MALFORMED',
} as const satisfies Record<string, CheckFailure>;

/** Why a check has no answer, as it is kept. */
export type KeptFailure = keyof typeof FAILURES;

/** What may be otherwise the next time it is asked. */
export const PASSING = ['RESTING', 'FAILED', 'TIMEOUT'] as const satisfies readonly KeptFailure[];

/** What came of asking a register: its answer in its form, or why there is none. */
export type CheckOutcome =
  | { readonly status: 'ANSWERED'; readonly answer: RegisterContent[CheckedRegister]; readonly failure: null }
  | { readonly status: 'UNAVAILABLE'; readonly answer: null; readonly failure: KeptFailure };

/** What the room that asked for us found, as an outcome: what does not fit is no answer. `today` is YYYY-MM-DD. */
export function outcomeOf(register: CheckedRegister, reply: unknown, today: string): CheckOutcome {
  const { kind, told, failure } = Object(reply) as Readonly<Record<string, unknown>>;
  if (kind === 'UNAVAILABLE') return noAnswer(isFailure(failure) ? failure : 'FAILED');
  const answer = kind === 'TOLD' ? readContent(register, told, today) : null;
  return answer === null ? noAnswer('MALFORMED') : { status: 'ANSWERED', answer, failure: null };
}

/** No answer, and why. */
export function noAnswer(failure: KeptFailure): CheckOutcome {
  return { status: 'UNAVAILABLE', answer: null, failure };
}

/** Why a check has no answer, as it is told; null where it has one or waits for it. */
export function failureTold({ status, failure }: RegisterCheckRow): CheckFailure | null {
  if (status !== 'UNAVAILABLE') return null;
  return failure !== null && isFailure(failure) ? FAILURES[failure] : 'UNREACHABLE';
}

/** Whether what a register said is too old to be relied upon; null while it has said nothing. */
export function isStale({ answeredAt }: Pick<RegisterCheckRow, 'answeredAt'>, now: number): boolean | null {
  return answeredAt === null ? null : now - answeredAt.getTime() > FRESH_DAYS * DAY_MILLISECONDS;
}

/** What a register's row tells of its person on a day: nothing where it waits, failed, is old, or is not of that register's form. */
export function answerIn<Register extends CheckedRegister>(
  register: Register,
  row: RegisterCheckRow,
  { now, today }: { readonly now: number; readonly today: string },
): RegisterAnswer<Register> {
  const { askedAt, answeredAt } = row;
  if (row.register !== register || row.status !== 'ANSWERED' || answeredAt === null) return 'UNAVAILABLE';
  if (isStale(row, now) !== false) return 'UNAVAILABLE';
  const content = readContent(register, row.answer, today);
  return content === null ? 'UNAVAILABLE' : { ...content, askedAt, answeredAt };
}

/** What each register said last, however long ago; null where it has said nothing. `today` is YYYY-MM-DD. */
export function saidEver(rows: readonly RegisterCheckRow[], today: string): RegistersSay {
  const of = <Register extends CheckedRegister>(register: Register): RegisterContent[Register] | null => {
    const row = rows.find((one) => one.register === register && one.status === 'ANSWERED');
    return row === undefined ? null : readContent(register, row.answer, today);
  };
  return { LHDN: of('LHDN'), JPN: of('JPN') };
}

function isFailure(value: unknown): value is KeptFailure {
  return typeof value === 'string' && Object.hasOwn(FAILURES, value);
}
