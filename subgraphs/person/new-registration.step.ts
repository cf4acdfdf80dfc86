import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq, sql } from 'drizzle-orm';
import { assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import { type HouseholdRow, households, memberships } from './household.table.ts';
import { tell } from './notice.step.ts';
import type { Provenance, Recording } from './recorded-income.ts';
import { beginMembership } from './recorded-membership.step.ts';
import { keepStep } from './registration.step.ts';
import { type RegistrationRow, registrations } from './registration.table.ts';
import { mayRegisterAnew } from './registration.ts';

/** What is declared about a household that is not on the register yet. */
export type Declared = Pick<HouseholdRow, 'addressLine' | 'postcode' | 'district' | 'state' | 'strata'> & {
  readonly declaredMembers: number;
  readonly declaredIncome: number;
};

/** A registration that is made. */
export type NewRegistration = {
  readonly headKey: string;
  readonly channel: RegistrationRow['channel'];
  readonly declared: Declared;
  readonly by: string;
  readonly at: Date;
  /** The civil date, YYYY-MM-DD. */
  readonly today: string;
  /**
   * Whether an office registers somebody whom the registers know: then the head lives there only once a focus group has confirmed it. Where somebody lives
   * decides who sees their records, and that is no one officer's to say.
   */
  readonly isHeadKnown: boolean;
  /** What happens where the head is on the register already: whoever asks about oneself is told, an office is not. */
  readonly ifRegistered: 'REFUSE' | 'KEEP_AS_DUPLICATE';
};

const TRIES = 5;

/** How a head told where the household lives, by the way the registration came. */
export const DECLARED_BY = {
  ONLINE: { origin: 'DECLARATION', method: 'FORM' },
  DISTRICT_OFFICE: { origin: 'DECLARATION', method: 'COUNTER' },
  STATE_OFFICE: { origin: 'DECLARATION', method: 'COUNTER' },
  LOCAL_LEADER: { origin: 'DECLARATION', method: 'FORM' },
} as const satisfies Record<RegistrationRow['channel'], Provenance>;

/**
 * Makes a registration. Who heads no household and is in none gets one, new, with nobody else in it; who heads one that may be registered anew goes on with it.
 * Two at once about one head wait for one another.
 * @throws STEP_REFUSED where the head is on the register, if asked so
 */
export async function makeRegistration(
  transaction: Transaction,
  asked: NewRegistration,
): Promise<RegistrationRow> {
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`registration ${asked.headKey}`}, 0))`,
  );
  const home = await homeOf(transaction, asked);
  if (home === null) return register(transaction, asked, await newHousehold(transaction, asked), false);
  const { household, isExited } = home;
  const isHead = household.headKey === asked.headKey;
  if (isHead && mayRegisterAnew({ status: household.registrationStatus, isExited })) {
    await transaction
      .update(households)
      .set({ registrationStatus: 'NEW' })
      .where(eq(households.key, household.key));
    return register(transaction, asked, household.key, false);
  }
  if (asked.ifRegistered === 'KEEP_AS_DUPLICATE') return register(transaction, asked, household.key, true);
  throw new RegistryError(
    'STEP_REFUSED',
    isHead
      ? `Your household is on the register: it is ${household.registrationStatus}.`
      : 'You live in a household that is on the register. Its head applies for it.',
  );
}

/** Where somebody lives today; whoever lives in two homes is taken to live in the one that they head, or the first. */
async function homeOf(
  transaction: Transaction,
  { headKey, today }: NewRegistration,
): Promise<{ readonly household: HouseholdRow; readonly isExited: boolean } | null> {
  const living = await transaction
    .select({ key: memberships.householdKey })
    .from(memberships)
    .where(and(eq(memberships.personKey, headKey), inForce(memberships.since, memberships.until, today)));
  const keys = living.map(({ key }) => key);
  const homes = await transaction
    .select()
    .from(households)
    .where(anyOf(households.key, keys))
    .orderBy(households.key)
    .for('update');
  const found = homes.find((household) => household.headKey === headKey) ?? homes[0];
  if (found === undefined) return null;
  const [newest] = await transaction
    .select({ status: assessments.status })
    .from(assessments)
    .where(eq(assessments.householdKey, found.key))
    .orderBy(desc(assessments.assessedOn), desc(assessments.assessedAt))
    .limit(1);
  return { household: found, isExited: newest?.status === 'EXITED' };
}

async function newHousehold(
  transaction: Transaction,
  { headKey, channel, declared, by, at, today, isHeadKnown }: NewRegistration,
): Promise<string> {
  const key = crypto.randomUUID();
  const { declaredMembers: _members, declaredIncome: _income, ...place } = declared;
  const row = { key, id: crypto.randomUUID(), ...place, headKey, registeredOn: today };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const made = await transaction
      .insert(households)
      .values({ ...row, registrationStatus: 'NEW', registrationNumber: freshNumber() })
      .onConflictDoNothing({ target: households.registrationNumber })
      .returning({ key: households.key });
    if (made.length === 0) continue;
    const living = { householdKey: key, headKey, since: today };
    if (!isHeadKnown) await moveHeadIn(transaction, living, { ...DECLARED_BY[channel], by, at });
    return key;
  }
  throw new Error('No registration number was free.');
}

/** The head lives there from a day on. */
export async function moveHeadIn(
  transaction: Transaction,
  living: { readonly householdKey: string; readonly headKey: string; readonly since: string },
  recording: Recording,
): Promise<void> {
  const { householdKey, headKey: personKey, since } = living;
  const said = { householdKey, personKey, relationToHead: 'HEAD' as const, since, until: null };
  await beginMembership(transaction, said, recording);
}

/** Nine digits by chance: the number tells neither district nor order. */
function freshNumber(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `EK-${String(random % 1_000_000_000).padStart(9, '0')}`;
}

async function register(
  transaction: Transaction,
  { headKey, channel, declared, by, at, today }: NewRegistration,
  householdKey: string,
  isDuplicate: boolean,
): Promise<RegistrationRow> {
  const { state: _state, ...said } = declared;
  const row: RegistrationRow = {
    ...{ id: crypto.randomUUID(), householdKey, headKey, channel, status: 'NEW', isDuplicate },
    ...said,
    ...{ criteria: null, submittedBy: by, submittedOn: today },
  };
  await transaction.insert(registrations).values(row);
  await keepStep(transaction, { registrationId: row.id, act: 'REGISTER', toStatus: 'NEW', by, at });
  // Also where an office was told nothing: whoever is registered by others is to know of it.
  await tell(transaction, [{ personKey: headKey, kind: 'REGISTERED', aboutId: row.id }], at);
  return row;
}
