import type { IncidentRow } from '../../subgraphs/agency/incident.table.ts';
import { AGENCY, OFFICER } from './agency-code.ts';

/** The floods of the registry: one that is over, and one that goes on. */
export function incidentRows(): IncidentRow[] {
  return [
    { ...flood('incident-1', '5_1', '2024-12-01', '2024-12-09'), status: 'CLOSED' },
    // It opens where the hospital's agreement does not reach, and only in an emergency.
    flood('incident-2', '3_3', '2025-12-20', '2030-01-01'),
  ];
}

/** A flood in one district, declared by two officers for the hospital, from midnight to midnight in Malaysia. */
function flood(id: string, district: string, from: string, until: string): IncidentRow {
  const startsAt = new Date(`${from}T00:00:00+08:00`);
  return {
    id,
    kind: 'FLOOD',
    status: 'ACTIVE',
    title: 'Banjir',
    areas: [district],
    agencies: [AGENCY.hospital],
    leadAgency: AGENCY.jkm,
    reportedBy: OFFICER.district,
    reportedAt: startsAt,
    activatedBy: OFFICER.jkm,
    startsAt,
    endsAt: new Date(`${until}T00:00:00+08:00`),
  };
}
