import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { type Fields, newestBy, page } from './field.ts';
import type { Ground } from './ground.ts';

type IncidentRow = RegistryRows['incidents'][number];

/** Incidents: for the agencies that they name or that lead them, and for officers on crisis duty in whose areas they are. */
export const incidentFields: Fields = {
  'Query.incident': (_root, { id }, { registry, ground }) =>
    registry.rows.incidents.find((row) => row.id === id && isFor(ground, row)) ?? null,
  'Query.incidents': (_root, given, { registry, ground }) => {
    const found = registry.rows.incidents.filter(
      (row) => isFor(ground, row) && (given['status'] == null || row.status === given['status']),
    );
    return page(
      newestBy(found, ({ reportedAt }) => reportedAt),
      given,
    );
  },
  'Incident.agencies': ({ agencies }: IncidentRow, _given, { registry }) =>
    agencies.map((code) => registry.rows.agencies.find((agency) => agency.code === code)),
  'Incident.leadAgency': ({ leadAgency }: IncidentRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === leadAgency) ?? null,
  'Incident.handedTo': () => null,
  'Incident.opensReads': ({ startsAt, endsAt }: IncidentRow, _given, { registry }) =>
    startsAt !== null && endsAt !== null && +startsAt <= registry.now && registry.now < +endsAt,
  'Incident.centres': () => [],
  'Incident.needs': () => [],
  // Those of the seed were declared before steps were kept.
  'Incident.steps': () => [],
};

function isFor(ground: Ground, { agencies, leadAgency, areas }: IncidentRow): boolean {
  const own =
    ground.kind === 'AGREEMENT'
      ? ground.agreement.agencyCode
      : ground.kind === 'POSTING'
        ? ground.posting.agencyCode
        : null;
  if (own !== null && [...agencies, leadAgency].includes(own)) return true;
  if (ground.kind !== 'POSTING') return false;
  const held: readonly string[] = ground.posting.areas;
  return areas.some(
    (area) => held.includes('MY') || held.includes(area) || held.includes(`0${area.split('_')[0]}`.slice(-2)),
  );
}
