import { uuidArgument } from '@seisi/host/scalars';
import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import type { RoomContext } from './context.ts';
import { isAdult } from './person.ts';
import { updaterOf } from './update.policy.ts';
import { noRequest } from './update-request.step.ts';
import type { UpdateRequestRow } from './update-request.table.ts';
import { classesOf } from './update-request.ts';

/** What whoever works through requests reads of each, whatever is asked for. */
const DUTY = ['register', 'income'] as const satisfies readonly DataClass[];

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseRequests(coordinate: string, basis: Basis): void {
  const isOfficer = basis.kind === 'POSTING' && DUTY.every((name) => opens(ceiling(basis), name));
  if (isOfficer) return;
  const missing = opens(ceiling(basis), DUTY[0]) ? 'income' : DUTY[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** Whether this viewer works through the requests of a person: the grant opens what each of them tells. */
export async function isWorkedThrough(
  { personKey }: UpdateRequestRow,
  { loaders }: RoomContext,
): Promise<boolean> {
  const grant = await loaders.grantOf('Person', personKey);
  return grant !== null && DUTY.every((name) => opens(grant.classes, name));
}

/**
 * The request on which an officer decides: of somebody within reach, never the own, a relative's or of the own home, every class of it open.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer, and where the duty does not open what it asks for; NOT_FOUND where there is none within reach
 */
export async function requestForOfficer(
  field: string,
  id: string,
  context: RoomContext,
): Promise<UpdateRequestRow> {
  await updaterOf(field, context);
  const row = await context.loaders.updateRequestById.load(uuidArgument('input.request', id));
  const grant = row === null ? null : await context.loaders.grantOf('Person', row.personKey);
  if (row === null || grant === null) throw noRequest();
  const closed = classesOf(row).find((name) => !opens(grant.classes, name));
  if (closed === undefined) return row;
  throw withheld(`Mutation.${field}`, closed, 'NOT_FOR_THIS_SUBJECT');
}

/** The adult whose own token asks. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export async function askerOf(
  field: string,
  { passport: { basis }, loaders, today }: RoomContext,
): Promise<string> {
  if (basis.kind !== 'SELF') throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const own = await loaders.personByKey.load(basis.personKey);
  if (own !== null && isAdult(own.birthDate, today)) return own.key;
  throw withheld(`Mutation.${field}`, null, 'NOT_FOR_THIS_SUBJECT');
}
