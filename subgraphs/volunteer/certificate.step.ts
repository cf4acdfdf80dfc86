import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import type { ActivityParticipationRow } from './activity.table.ts';
import { certificatePdf } from './certificate.ts';
import type { RoomContext } from './context.ts';

const INQUIRY_MILLISECONDS = 2_000;

/**
 * The certificate of a participation as a PDF in base64; null where they were not there. The name is asked of the person room for this answer, and kept nowhere.
 * @throws SOURCE_UNAVAILABLE where it cannot be asked
 */
export async function certificateOf(
  { loaders, inquire, passport: { basis } }: RoomContext,
  { activityId, certificateNumber, status, hours }: ActivityParticipationRow,
): Promise<string | null> {
  if (status !== 'ATTENDED' || certificateNumber === null || hours === null || basis.kind !== 'SELF')
    return null;
  const [activity, record] = await Promise.all([
    loaders.volunteerActivityById.load(activityId),
    loaders.volunteeringByPerson.load(basis.personKey),
  ]);
  const programme = await loaders.volunteerProgrammeById.load(activity?.programmeId ?? '');
  const name = await inquire('NAME', basis.personKey, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  if (activity === null || programme === null || record === null || typeof name !== 'string')
    throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
  const { applicationNumber } = record;
  const said = { number: certificateNumber, name, applicationNumber, programme: programme.title };
  const bytes = await certificatePdf({ ...said, activity: activity.title, day: activity.day, hours });
  return bytes.toString('base64');
}
