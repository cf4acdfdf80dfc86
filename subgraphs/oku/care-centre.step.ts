import type { Transaction } from '@seisi/host/act';
import { badInput } from '@seisi/host/read-input';
import { daysAfter, monthsAfter } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { and, eq, gte, lte } from 'drizzle-orm';
import { careCentres, centreCertificates } from './care-centre.table.ts';
import { type ActingOnEntry, lockedRegistration } from './locked-registration.step.ts';
import { registrations } from './registration.table.ts';

/** For how long a certificate stands (Act 506 s.10). */
const CERTIFICATE_MONTHS = 12;

/** Links a person to a centre of the directory, or to none. @throws BAD_USER_INPUT where the directory has no such centre, STEP_REFUSED where the person is not registered */
export async function linkCentre(
  transaction: Transaction,
  { registrationId }: ActingOnEntry,
  code: string | null,
): Promise<void> {
  const { status } = await lockedRegistration(transaction, registrationId);
  if (status !== 'REGISTERED')
    throw new RegistryError('STEP_REFUSED', `The entry is ${status}; only who is registered is linked.`);
  const [centre] =
    code === null ? [] : await transaction.select().from(careCentres).where(eq(careCentres.code, code));
  if (code !== null && centre === undefined) throw noCentre();
  await transaction
    .update(registrations)
    .set({ careCentreCode: code, careCentre: centre?.name ?? null })
    .where(eq(registrations.id, registrationId));
}

/** A certificate as it is given: its first day YYYY-MM-DD. */
export type GivenCertificate = {
  readonly code: string;
  readonly number: string;
  readonly startsOn: string;
  readonly by: string;
  readonly at: Date;
};

/** Records a certificate for twelve months. @throws BAD_USER_INPUT where the officer's areas have no such centre, STEP_REFUSED where another is in force on a day of it */
export async function certifyCentre(
  transaction: Transaction,
  { code, number, startsOn, by, at }: GivenCertificate,
  areas: readonly string[],
): Promise<void> {
  const [centre] = await transaction
    .select()
    .from(careCentres)
    .where(eq(careCentres.code, code))
    .for('update');
  if (centre === undefined || !covers(areas, centre.district, centre.state)) throw noCentre();
  const endsOn = daysAfter(monthsAfter(startsOn, CERTIFICATE_MONTHS), -1);
  const [other] = await transaction
    .select({ endsOn: centreCertificates.endsOn })
    .from(centreCertificates)
    .where(
      and(
        eq(centreCertificates.centreCode, code),
        lte(centreCertificates.startsOn, endsOn),
        gte(centreCertificates.endsOn, startsOn),
      ),
    );
  if (other !== undefined)
    throw new RegistryError(
      'STEP_REFUSED',
      `A certificate is in force until ${other.endsOn}. Begin after it.`,
    );
  await transaction
    .insert(centreCertificates)
    .values({ id: crypto.randomUUID(), centreCode: code, number, startsOn, endsOn, by, at });
}

function noCentre(): RegistryError {
  return badInput('centre', 'is no code of a centre for you: `careCentres` lists them');
}
