import type { IncidentRow } from '../../subgraphs/agency/incident.table.ts';
import { AGENCY, OFFICER } from './agency-code.ts';
import { uuidOf } from './random.ts';

/** The floods of the registry: one that is over, and one that goes on. */
export function incidentRows(seed: number): IncidentRow[] {
  return [
    { ...flood(seed, 'incident-1', '5_1', '2024-12-01', '2024-12-09'), status: 'CLOSED' },
    // It opens where the hospital's agreement does not reach, and only in an emergency.
    flood(seed, 'incident-2', '3_3', '2025-12-20', '2030-01-01'),
  ];
}

/** A flood in one district, declared by two officers for the hospital, from midnight to midnight in Malaysia. */
function flood(seed: number, id: string, district: string, from: string, until: string): IncidentRow {
  const startsAt = new Date(`${from}T00:00:00+08:00`);
  return {
    id,
    kind: 'FLOOD',
    status: 'ACTIVE',
    title: 'Banjir',
    areas: [district],
    agencies: [AGENCY.hospital],
    leadAgency: AGENCY.jkm,
    handedTo: null,
    hours: 336,
    reportedBy: OFFICER.district,
    reporterKey: uuidOf(seed, 'officer-person', 2),
    reportedAt: startsAt,
    activatedBy: OFFICER.jkm,
    startsAt,
    endsAt: new Date(`${until}T00:00:00+08:00`),
    moreHours: null,
    moreBy: null,
    moreKey: null,
  };
}
