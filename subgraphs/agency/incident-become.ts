import { RegistryError } from '@seisi/schema/errors';
import type { DutyOfficer } from './duty.policy.ts';
import type { IncidentRow } from './incident.table.ts';
import { checkSame, checkSecond, type Declared, endAfter, type IncidentAct, opensReads } from './incident.ts';

/** Who takes which step, and when. */
export type Step = { readonly act: IncidentAct; readonly officer: DutyOfficer; readonly at: Date };
/** What the act says. */
type Said = { readonly declared?: Declared; readonly hours?: number; readonly toAgency?: string };

const NO_EXTENSION = { moreHours: null, moreBy: null, moreKey: null } as const;

/**
 * What an incident becomes by a step, beside its status.
 * @throws STEP_REFUSED where the officer is not the one for it, or what is said differs from what was
 */
export function become(current: IncidentRow, { act, officer, at }: Step, said: Said): Partial<IncidentRow> {
  switch (act) {
    case 'ACTIVATE':
      return activated(current, officer, at, said.declared);
    case 'PROPOSE_EXTENSION':
      checkGoing(current, at);
      return { moreHours: said.hours ?? 0, moreBy: officer.id, moreKey: officer.personKey };
    case 'CONFIRM_EXTENSION':
      return extended(current, officer, at, said.hours ?? 0);
    case 'HAND_OVER':
      checkLead(current, officer);
      return { handedTo: said.toAgency ?? null };
    case 'TAKE_OVER':
      checkHandedTo(current, officer);
      return { leadAgency: officer.agency, handedTo: null };
    case 'COORDINATE':
      checkLead(current, officer);
      return {};
    case 'RECOVER':
      checkLead(current, officer);
      return { ...NO_EXTENSION, endsAt: sooner(current.endsAt, at) };
    case 'STAND_DOWN':
      return { ...NO_EXTENSION, handedTo: null, endsAt: sooner(current.endsAt, at) };
    case 'DISMISS':
      return {};
    default:
      return act satisfies never;
  }
}

function activated(
  current: IncidentRow,
  officer: DutyOfficer,
  at: Date,
  read: Declared | undefined,
): Partial<IncidentRow> {
  checkSecond({ by: current.reportedBy, key: current.reporterKey }, officer);
  if (read !== undefined) checkSame(current, read);
  return { activatedBy: officer.id, startsAt: at, endsAt: endAfter(at, current.hours) };
}

function extended(current: IncidentRow, officer: DutyOfficer, at: Date, hours: number): Partial<IncidentRow> {
  checkGoing(current, at);
  if (current.moreHours !== hours)
    throw refused('No extension of so many hours waits. Read the incident again, or propose one.');
  checkSecond({ by: current.moreBy, key: current.moreKey }, officer);
  return { ...NO_EXTENSION, hours, endsAt: endAfter(at, hours) };
}

/** What has ended stays ended: nobody opens again what was closed. */
function checkGoing(current: IncidentRow, at: Date): void {
  if (!opensReads(current, at.getTime()))
    throw refused('It has ended by itself. Report what goes on as a new incident.');
}

function checkLead({ leadAgency }: IncidentRow, { agency }: DutyOfficer): void {
  if (agency !== leadAgency) throw refused('An officer of the agency that leads it takes this step.');
}

function checkHandedTo({ handedTo }: IncidentRow, { agency }: DutyOfficer): void {
  if (agency !== handedTo) throw refused('It is not being handed over to your agency.');
}

function sooner(end: Date | null, at: Date): Date {
  return end !== null && end < at ? end : at;
}

function refused(sentence: string): RegistryError {
  return new RegistryError('STEP_REFUSED', sentence);
}
