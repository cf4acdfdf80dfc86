import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { assessHousehold } from './assessment.step.ts';
import { type Census, type FoundHead, refuseKnown } from './census.ts';
import { inForce } from './effective-date.policy.ts';
import { personWithNumber } from './head-of-household.step.ts';
import { memberships } from './household.table.ts';
import { replaceIncomes } from './recorded-income.step.ts';
import { beginMembership } from './recorded-membership.step.ts';
import { keepValues } from './recorded-value.step.ts';
import {
  checkAnother,
  checkNotBefore,
  openRegistrationOf,
  type Registering,
  stepRegistration,
} from './registration.step.ts';

const DECIDED = ['CONFIRM_IN_FOCUS_GROUP'] as const;

/**
 * Confirms a household after the visit: who lives there and what each earns is on the register from the day of the visit on, and its poverty is computed.
 * Nobody whom the registers know is moved by it, neither into this household nor out of it: where somebody lives decides who sees their records, and that is no one officer's to say.
 * @throws STEP_REFUSED where the registration is not under census, for the officer who wrote down the focus group's decision, for a member whom the registers know and who does not live there, and where
 * somebody lives there by the register who was not found
 */
export async function confirmByCensus(
  transaction: Transaction,
  { householdKey, by, at }: Registering,
  { visitedOn, head, members }: Census,
): Promise<string> {
  const open = await openRegistrationOf(transaction, householdKey);
  await checkAnother(transaction, open.id, by, DECIDED);
  checkNotBefore('visitedOn', visitedOn, open);
  const found = new Map<string, FoundHead>([[open.headKey, head]]);
  const living = await livingIn(transaction, householdKey, visitedOn);
  for (const [place, member] of members.entries()) {
    const { key: personKey, isNew } = await personWithNumber(transaction, member.person);
    if (found.has(personKey))
      throw new RegistryError('BAD_USER_INPUT', `\`input.members[${place}]\` is the head.`);
    found.set(personKey, member);
    if (living.has(personKey)) continue;
    if (!isNew) refuseKnown(place);
    const { relationToHead } = member;
    const said = { householdKey, personKey, relationToHead, since: visitedOn, until: null };
    await beginMembership(transaction, said, { origin: 'CENSUS', method: 'VISIT', by, at });
  }
  if (![...living].every((personKey) => found.has(personKey)))
    throw new RegistryError(
      'STEP_REFUSED',
      'Somebody lives in this household by the register who is not in the form. Name everybody, and record who moved out by itself.',
    );
  for (const [personKey, one] of found)
    await keepFound(transaction, personKey, one, { since: visitedOn, by, at });
  await stepRegistration(transaction, open, 'CONFIRM_BY_CENSUS', { by, at, heldOn: visitedOn });
  await assessHousehold(transaction, { householdKey, on: visitedOn, at, cause: 'CENSUS' });
  return open.id;
}

/** @throws STEP_REFUSED where the registration is not under census, and for the officer who wrote down the focus group's decision */
export async function rejectByCensus(
  transaction: Transaction,
  { householdKey, by, at }: Registering,
  { visitedOn, reason }: { readonly visitedOn: string; readonly reason: string },
): Promise<string> {
  const open = await openRegistrationOf(transaction, householdKey);
  await checkAnother(transaction, open.id, by, DECIDED);
  checkNotBefore('visitedOn', visitedOn, open);
  await stepRegistration(transaction, open, 'REJECT_BY_CENSUS', { by, at, heldOn: visitedOn, reason });
  return open.id;
}

async function livingIn(
  transaction: Transaction,
  householdKey: string,
  day: string,
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .select({ personKey: memberships.personKey })
    .from(memberships)
    .where(
      and(eq(memberships.householdKey, householdKey), inForce(memberships.since, memberships.until, day)),
    );
  return new Set(rows.map(({ personKey }) => personKey));
}

/** What was found of somebody counts from the visit on, and says that it was found so. */
async function keepFound(
  transaction: Transaction,
  personKey: string,
  { maritalStatus, education, employment, incomes }: FoundHead,
  { since, by, at }: Pick<Registering, 'by' | 'at'> & { readonly since: string },
): Promise<void> {
  const recording = { origin: 'CENSUS', method: 'VISIT', by, at } as const;
  const values = [
    { field: 'MARITAL_STATUS', value: maritalStatus },
    { field: 'EDUCATION', value: education },
    { field: 'EMPLOYMENT', value: employment },
  ] as const;
  await keepValues(transaction, personKey, { values, since }, recording);
  await replaceIncomes(transaction, personKey, { found: incomes, since }, recording);
}
