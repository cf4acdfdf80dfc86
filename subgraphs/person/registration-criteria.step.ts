import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { and, eq } from 'drizzle-orm';
import { adoptedLines } from './adopted-line.table.ts';
import { basisYearOn } from './adopted-line.ts';
import { households } from './household.table.ts';
import { readIdentityNumber, tellsBirth } from './identity-number.ts';
import { type PersonRow, people } from './person.table.ts';
import { povertyLines } from './poverty-line.table.ts';
import { lineOf } from './poverty-line.ts';
import { openRegistrationOf, type Registering, stepRegistration } from './registration.step.ts';
import type { RegistrationRow } from './registration.table.ts';
import { type CriterionFound, criteriaOf, hasFailed } from './registration-criteria.ts';

/**
 * Holds the open registration of a household against the criteria of S2. Where one fails it is rejected, and the criteria say why.
 * @throws STEP_REFUSED where none is under way, or it is past this
 */
export async function checkCriteria(
  transaction: Transaction,
  { householdKey, by, at }: Registering,
): Promise<string> {
  const open = await openRegistrationOf(transaction, householdKey);
  const criteria = await criteriaFound(transaction, open, civilDate(at.getTime()));
  const failed = criteria.filter(({ answer }) => answer === 'NO').map(({ criterion }) => criterion);
  if (hasFailed(criteria))
    await stepRegistration(transaction, open, 'FAIL_CRITERIA', {
      by,
      at,
      criteria,
      reason: failed.join(', '),
    });
  else await stepRegistration(transaction, open, 'PASS_CRITERIA', { by, at, criteria });
  return open.id;
}

async function criteriaFound(
  transaction: Transaction,
  { householdKey, headKey, declaredMembers, declaredIncome }: RegistrationRow,
  today: string,
): Promise<CriterionFound[]> {
  const [home] = await transaction.select().from(households).where(eq(households.key, householdKey));
  const [head] = await transaction.select().from(people).where(eq(people.key, headKey));
  if (home === undefined || head === undefined)
    throw new Error('A registration is about a household and its head.');
  const basisYear = basisYearOn(await transaction.select().from(adoptedLines), today);
  const lines = await transaction
    .select()
    .from(povertyLines)
    .where(and(eq(povertyLines.stateCode, home.state), eq(povertyLines.basisYear, basisYear ?? 0)));
  const line = lineOf(lines, { test: 'HOUSEHOLD', strata: home.strata }, 'POVERTY');
  return criteriaOf({
    isCitizen: head.identityNumberKind !== 'MYPR',
    povertyLine: line?.amount ?? null,
    hasContact: head.phone !== null || home.addressLine !== '',
    isNumberPlain: isPlain(head),
    declaredMembers,
    declaredIncome,
  });
}

function isPlain({ identityNumber, birthDate }: PersonRow): boolean {
  const number = readIdentityNumber(identityNumber);
  return number === null ? false : number.isPlaceAssigned && tellsBirth(number, birthDate);
}
