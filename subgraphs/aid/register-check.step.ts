import type { Transaction } from '@seisi/host/act';
import { civilDate, type RoomParts } from '@seisi/host/context';
import type { Statements } from '@seisi/host/courier';
import { putOut } from '@seisi/host/outbox';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray, lt, or, type SQL } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { locked } from './locked-application.step.ts';
import { outbox } from './outbox.table.ts';
import type { CheckedRegister } from './register-answers.ts';
import { type RegisterCheckRow, registerChecks } from './register-check.table.ts';
import { type CheckOutcome, noAnswer, outcomeOf, PASSING } from './register-check.ts';

/** The kind of the errand by which registers are asked. */
export const CHECK = 'check';
/** Nobody is asked about whom there is nothing to decide. */
const UNDECIDED = ['IN_PROCESS', 'DOCUMENTS_REQUIRED'] as const;

/** Whoever began to ask so long ago has not come to an end. */
const BEGUN_MILLISECONDS = 30_000;

/** What registers are asked by: this room's rows, the room that decides, and a clock. */
export type CheckParts = Pick<RoomParts, 'inquire' | 'now'> & { readonly db: Statements };

/**
 * Says which registers are to be asked about an application; what they said before counts no longer. They are asked after the transaction: at once by
 * whoever waits for it, and else by who carries the errand, which holds nothing of the applicant.
 * @throws STEP_REFUSED where the application is decided
 */
export async function requestChecks(
  transaction: Transaction,
  { applicationId, at }: { readonly applicationId: string; readonly at: Date },
  registers: readonly CheckedRegister[],
): Promise<void> {
  const { status } = await locked(transaction, applicationId);
  if (!isUndecided(status))
    throw new RegistryError('STEP_REFUSED', `The application is ${status}; no register is asked about it.`);
  const asked = {
    status: 'ASKED',
    answer: null,
    failure: null,
    attempts: 0,
    askedAt: at,
    answeredAt: null,
  } as const;
  await transaction
    .insert(registerChecks)
    .values(registers.map((register) => ({ id: crypto.randomUUID(), applicationId, register, ...asked })))
    .onConflictDoUpdate({ target: [registerChecks.applicationId, registerChecks.register], set: asked });
  await putOut(transaction, outbox, [{ kind: CHECK, about: applicationId, body: {} }], at);
}

/** Which checks are asked: those that nobody has begun to ask; or whatever has no answer that it could still get. */
export type WhichChecks = 'NEW' | 'OPEN';

/**
 * Asks the registers from which an application awaits an answer, all at once, and keeps what they say. It takes no longer than it is given, and always
 * resolves: whoever has not answered by then is unavailable. Of two who ask at once one does.
 */
export async function askRegisters(
  parts: CheckParts,
  applicationId: string,
  { which, milliseconds }: { readonly which: WhichChecks; readonly milliseconds: number },
): Promise<void> {
  const waiting = await openChecks(parts, applicationId, which);
  const signal = AbortSignal.timeout(milliseconds);
  await Promise.all(
    waiting.map(async ({ check, applicantKey }) => {
      if (!(await begin(parts, check))) return;
      const outcome = await ask(parts, check.register, { applicantKey, signal });
      await keep(parts, check, outcome);
    }),
  );
}

/** The checks of an undecided application that are to be asked. */
export async function openChecks(
  { db, now }: Pick<CheckParts, 'db' | 'now'>,
  applicationId: string,
  which: WhichChecks,
): Promise<{ readonly check: RegisterCheckRow; readonly applicantKey: string }[]> {
  const { status, attempts, askedAt, failure } = registerChecks;
  const unbegun = and(eq(status, 'ASKED'), eq(attempts, 0));
  const left = and(eq(status, 'ASKED'), lt(askedAt, new Date(now() - BEGUN_MILLISECONDS)));
  const failed = and(eq(status, 'UNAVAILABLE'), inArray(failure, [...PASSING]));
  return db
    .select({ check: registerChecks, applicantKey: applications.applicantKey })
    .from(registerChecks)
    .innerJoin(applications, eq(applications.id, registerChecks.applicationId))
    .where(
      and(
        eq(registerChecks.applicationId, applicationId),
        inArray(applications.status, [...UNDECIDED]),
        which === 'NEW' ? unbegun : or(unbegun, left, failed),
      ),
    );
}

/** Whether it is ours to ask: nobody else has begun since it was read. */
async function begin({ db }: CheckParts, check: RegisterCheckRow): Promise<boolean> {
  const begun = await db
    .update(registerChecks)
    .set({ attempts: check.attempts + 1 })
    .where(asRead(check, check.attempts))
    .returning({ id: registerChecks.id });
  return begun.length > 0;
}

async function ask(
  { inquire, now }: CheckParts,
  register: CheckedRegister,
  { applicantKey, signal }: { readonly applicantKey: string; readonly signal: AbortSignal },
): Promise<CheckOutcome> {
  const cut = new Promise<CheckOutcome>((resolve) => {
    signal.addEventListener('abort', () => resolve(noAnswer('TIMEOUT')), { once: true });
  });
  const asked = inquire(register, applicantKey, signal).then(
    (reply) => outcomeOf(register, reply, civilDate(now())),
    // What failed may hold what was asked: its kind alone is kept.
    () => noAnswer(signal.aborted ? 'TIMEOUT' : 'FAILED'),
  );
  return Promise.race([asked, cut]);
}

/** What was said to an older question is not kept where a newer one was asked meanwhile. */
async function keep({ db, now }: CheckParts, check: RegisterCheckRow, outcome: CheckOutcome): Promise<void> {
  const answeredAt = outcome.status === 'ANSWERED' ? new Date(now()) : null;
  await db
    .update(registerChecks)
    .set({ ...outcome, answeredAt })
    .where(asRead(check, check.attempts + 1));
}

function asRead({ id, askedAt }: RegisterCheckRow, attempts: number): SQL | undefined {
  const { id: ofId, askedAt: at, attempts: begun } = registerChecks;
  return and(eq(ofId, id), eq(at, askedAt), eq(begun, attempts));
}

function isUndecided(status: string): boolean {
  return UNDECIDED.some((one) => one === status);
}
