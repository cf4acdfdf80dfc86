import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { type IncidentRow, type IncidentStepRow, incidentSteps, incidents } from './incident.table.ts';
import { type IncidentAct, incidentLife } from './incident.ts';
import { tellAgencies } from './notice.step.ts';

/** What an officer reports, as checked. */
export type Reported = Pick<IncidentRow, 'kind' | 'title' | 'areas' | 'agencies' | 'hours'>;

/**
 * Reports an incident. It opens nothing before another officer has activated it. Gives its identifier, which is drawn: it tells no place.
 * @throws BAD_USER_INPUT for an agency that does not take part
 */
export async function reportIncident(
  transaction: Transaction,
  reported: Reported,
  officer: DutyOfficer,
  at: Date,
): Promise<string> {
  await checkAgencies(transaction, reported.agencies);
  const id = `INC-${at.getUTCFullYear()}-${crypto.randomUUID().slice(0, 8)}`;
  const by = { reportedBy: officer.id, reporterKey: officer.personKey, reportedAt: at };
  await transaction
    .insert(incidents)
    .values({ id, ...reported, ...by, status: 'REPORTED', leadAgency: officer.agency });
  await keep(
    transaction,
    { incidentId: id, act: 'REPORT', fromStatus: null, toStatus: 'REPORTED' },
    officer,
    at,
  );
  return id;
}

/** A step as it is taken: who, when, and why where a reason belongs to it. */
export type Taking = {
  readonly act: IncidentAct;
  readonly officer: DutyOfficer;
  readonly at: Date;
  readonly reason?: string;
};

/**
 * Takes a step on an incident, in the transaction: `become` checks the officer and says what changes beside the status. Who joins is told.
 * @throws NOT_FOUND where `isFor` says that there is none for this officer, STEP_REFUSED where the step is not open
 */
export async function stepIncident(
  transaction: Transaction,
  id: string,
  { act, officer, at, reason }: Taking,
  become: (current: IncidentRow) => Partial<IncidentRow>,
): Promise<string> {
  const [current] = await transaction.select().from(incidents).where(eq(incidents.id, id)).for('update');
  if (current === undefined) throw noIncident();
  const status = advance(incidentLife, { thing: 'incident', status: current.status, step: act });
  const changed = become(current);
  await transaction
    .update(incidents)
    .set({ ...changed, status })
    .where(eq(incidents.id, id));
  const step = { incidentId: id, act, fromStatus: current.status, toStatus: status, reason: reason ?? null };
  await keep(transaction, step, officer, at);
  await tellJoined(transaction, { ...current, ...changed, status }, act, at);
  return id;
}

export function noIncident(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such incident for you. `incidents` lists them.');
}

async function keep(
  transaction: Transaction,
  step: Pick<IncidentStepRow, 'incidentId' | 'act' | 'fromStatus' | 'toStatus'> & Partial<IncidentStepRow>,
  { id: by, agency }: DutyOfficer,
  at: Date,
): Promise<void> {
  // Whoever takes a step holds the incident's row, so places are given one at a time.
  const before = await transaction.$count(incidentSteps, eq(incidentSteps.incidentId, step.incidentId));
  const done = { id: crypto.randomUUID(), nth: before + 1, by, agencyCode: agency, at };
  await transaction.insert(incidentSteps).values({ ...step, ...done });
}

async function tellJoined(
  transaction: Transaction,
  { id, agencies: named, leadAgency, handedTo }: IncidentRow,
  act: IncidentAct,
  at: Date,
): Promise<void> {
  const all = [...new Set([...named, leadAgency])];
  const tell = (codes: readonly string[], kind: Parameters<typeof tellAgencies>[1][number]['kind']) =>
    tellAgencies(
      transaction,
      codes.map((agencyCode) => ({ agencyCode, kind, about: id })),
      at,
    );
  if (act === 'ACTIVATE') await tell(all, 'INCIDENT_ACTIVATED');
  if (act === 'STAND_DOWN' || act === 'RECOVER') await tell(all, 'INCIDENT_ENDED');
  if (act === 'HAND_OVER' && handedTo !== null) await tell([handedTo], 'INCIDENT_HANDED_OVER');
}

/** @throws BAD_USER_INPUT where one of them does not take part today */
export async function checkAgencies(transaction: Transaction, codes: readonly string[]): Promise<void> {
  const found = await transaction
    .select({ code: agencies.code })
    .from(agencies)
    .where(and(inArray(agencies.code, [...codes]), eq(agencies.status, 'ACTIVE')));
  if (found.length === new Set(codes).size) return;
  throw new RegistryError(
    'BAD_USER_INPUT',
    '`input.agencies` names an agency that takes no part. See `agencies`.',
    {
      argument: 'input.agencies',
    },
  );
}
