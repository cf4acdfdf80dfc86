import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { desc, eq } from 'drizzle-orm';
import type { AgencyActor } from './duty.policy.ts';
import { type CentreRow, centres, counts, type IncidentNeedRow, needs } from './evacuation-centre.table.ts';
import { incidentReach } from './incident.policy.ts';
import { noIncident } from './incident.step.ts';
import { type IncidentRow, incidents } from './incident.table.ts';
import { type Counted, checkDistrict, checkGoingOn, type NeedAct, nextNeed, peopleOf } from './relief.ts';

/** Who acts, and, of an officer, in which areas. */
export type Reliever = AgencyActor & { readonly areas: readonly string[] };
type Doing = { readonly reliever: Reliever; readonly at: Date };

/** @throws NOT_FOUND where the incident is not for whoever acts, STEP_REFUSED where it does not go on, BAD_USER_INPUT for a district of elsewhere */
export async function openCentre(
  transaction: Transaction,
  given: Pick<CentreRow, 'incidentId' | 'name' | 'district' | 'capacity'>,
  { reliever, at }: Doing,
): Promise<string> {
  checkDistrict(await goingOn(transaction, given.incidentId, reliever), given.district);
  const id = crypto.randomUUID();
  await transaction
    .insert(centres)
    .values({ id, ...given, status: 'OPEN', openedBy: reliever.id, openedAt: at, closedAt: null });
  return id;
}

/** Adds a count. More people than the capacity are told, never refused: they are there. @throws NOT_FOUND, STEP_REFUSED where the centre is closed */
export async function countIn(
  transaction: Transaction,
  { centre, ...counted }: Counted & { readonly centre: string },
  { reliever, at }: Doing,
): Promise<string> {
  const { id } = await openOne(transaction, centre, reliever);
  const before = await transaction.$count(counts, eq(counts.centreId, id));
  const by = { by: reliever.id, agencyCode: reliever.agency, at };
  await transaction
    .insert(counts)
    .values({ id: crypto.randomUUID(), centreId: id, nth: before + 1, ...counted, ...by });
  return id;
}

/** @throws NOT_FOUND, STEP_REFUSED where it is closed, or its last count says that somebody is there */
export async function closeCentre(
  transaction: Transaction,
  centre: string,
  { reliever, at }: Doing,
): Promise<string> {
  const { id } = await openOne(transaction, centre, reliever);
  const [last] = await transaction
    .select()
    .from(counts)
    .where(eq(counts.centreId, id))
    .orderBy(desc(counts.nth))
    .limit(1);
  if (last !== undefined && peopleOf(last) > 0)
    throw new RegistryError(
      'STEP_REFUSED',
      'By its last count people are there. Count again once they have left.',
    );
  await transaction.update(centres).set({ status: 'CLOSED', closedAt: at }).where(eq(centres.id, id));
  return id;
}

/** @throws NOT_FOUND, STEP_REFUSED, BAD_USER_INPUT as above */
export async function reportNeed(
  transaction: Transaction,
  given: Pick<IncidentNeedRow, 'incidentId' | 'kind' | 'quantity' | 'district'>,
  { reliever, at }: Doing,
): Promise<string> {
  checkDistrict(await goingOn(transaction, given.incidentId, reliever), given.district);
  const id = crypto.randomUUID();
  const by = { reportedBy: reliever.id, reporterAgency: reliever.agency, reportedAt: at };
  await transaction
    .insert(needs)
    .values({ id, ...given, ...by, status: 'OPEN', takenOnBy: null, endedAt: null });
  return id;
}

/** @throws NOT_FOUND, STEP_REFUSED where the step is not open, or another agency has taken it on */
export async function stepNeed(
  transaction: Transaction,
  need: string,
  act: NeedAct,
  { reliever, at }: Doing,
): Promise<string> {
  const [current] = await transaction.select().from(needs).where(eq(needs.id, need)).for('update');
  if (current === undefined) throw noRelief('need');
  await goingOn(transaction, current.incidentId, reliever, noRelief('need'));
  const status = nextNeed(current.status, act);
  if (current.takenOnBy !== null && current.takenOnBy !== reliever.agency)
    throw new RegistryError('STEP_REFUSED', 'Another agency has taken it on.');
  const changed = act === 'TAKE_ON' ? { takenOnBy: reliever.agency } : { endedAt: at };
  await transaction
    .update(needs)
    .set({ status, ...changed })
    .where(eq(needs.id, need));
  return need;
}

/** The incident, where it goes on and is for whoever acts. */
async function goingOn(
  transaction: Transaction,
  id: string,
  reliever: Reliever,
  refusal = noIncident(),
): Promise<IncidentRow> {
  const [incident] = await transaction.select().from(incidents).where(eq(incidents.id, id));
  if (incident === undefined || !incidentReach.row(incident, reliever)) throw refusal;
  checkGoingOn(incident);
  return incident;
}

async function openOne(transaction: Transaction, centre: string, reliever: Reliever): Promise<CentreRow> {
  const [current] = await transaction.select().from(centres).where(eq(centres.id, centre)).for('update');
  if (current === undefined) throw noRelief('centre');
  await goingOn(transaction, current.incidentId, reliever, noRelief('centre'));
  if (current.status === 'OPEN') return current;
  throw new RegistryError('STEP_REFUSED', 'The centre is closed. Open another one.');
}

function noRelief(what: 'centre' | 'need'): RegistryError {
  return new RegistryError('NOT_FOUND', `There is no such ${what} for you. Its incident lists them.`);
}
