import { uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { reach } from './application.policy.ts';
import type { ApplicationRow } from './application.table.ts';
import type { RoomContext } from './context.ts';

/** The agency that runs the schemes and decides about applications (S0). */
const DECIDES = 'jkm';

/** Whether a posting is an aid officer's: of the agency that decides, and open to applications and to officers' reasons. */
export function isAidOfficer(basis: Basis): boolean {
  return (
    basis.kind === 'POSTING' &&
    basis.agency === DECIDES &&
    opens(ceiling(basis), 'aid') &&
    opens(ceiling(basis), 'aid.note')
  );
}

/**
 * The application that an officer acts on: of the own area, its applicant within reach, and never the officer's own.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no aid officer, NOT_FOUND where there is none within reach
 */
export async function applicationForOfficer(
  context: RoomContext,
  field: string,
  id: string,
): Promise<ApplicationRow> {
  const { basis } = context.passport;
  if (!isAidOfficer(basis)) throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const found = await context.loaders.fileById.load(uuidArgument('input.application', id));
  const subjects = found === null ? [] : [{ type: 'Person', key: found.applicantKey }];
  const isReached = (await context.reached('aid', subjects)).size > 0;
  if (found !== null && isReached && reach.row(found, basis)) return found;
  throw notFound();
}

/**
 * The application that its applicant acts on.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no citizen, NOT_FOUND where it is not theirs
 */
export async function applicationOfOwn(
  context: RoomContext,
  field: string,
  id: string,
): Promise<ApplicationRow> {
  const personKey = applicantOf(context, field);
  const found = await context.loaders.fileById.load(uuidArgument('input.application', id));
  if (found !== null && found.applicantKey === personKey) return found;
  throw notFound();
}

/**
 * The application that its applicant acts on with the own token, or an officer as above.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is neither, NOT_FOUND where there is none of theirs
 */
export function applicationForEither(
  context: RoomContext,
  field: string,
  id: string,
): Promise<ApplicationRow> {
  const isApplicant = context.passport.basis.kind === 'SELF';
  return (isApplicant ? applicationOfOwn : applicationForOfficer)(context, field, id);
}

/** Who applies: the citizen whose own token asks. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function applicantOf({ passport: { basis } }: RoomContext, field: string): string {
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

function notFound(): RegistryError {
  return new RegistryError(
    'NOT_FOUND',
    'There is no such application for you. `applicationFiles` lists them.',
  );
}
