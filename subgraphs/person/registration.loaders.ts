import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc, desc } from 'drizzle-orm';
import {
  type RegistrationRow,
  type RegistrationStepRow,
  registrationSteps,
  registrations,
} from './registration.table.ts';

/** The reads of registrations, each below its household. */
export const registrationLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  registrationsByHousehold: manyBy(
    (row: RegistrationRow) => row.householdKey,
    (keys) =>
      db
        .select()
        .from(registrations)
        .where(anyOf(registrations.householdKey, keys))
        .orderBy(desc(registrations.submittedOn), desc(registrations.id)),
  ),

  stepsByRegistration: manyBy(
    (row: RegistrationStepRow) => row.registrationId,
    (ids) =>
      db
        .select()
        .from(registrationSteps)
        .where(anyOf(registrationSteps.registrationId, ids))
        .orderBy(asc(registrationSteps.place)),
  ),
});
