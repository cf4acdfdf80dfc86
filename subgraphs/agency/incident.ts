import type { Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { IncidentRow, IncidentStepRow } from './incident.table.ts';

type Status = IncidentRow['status'];
export type IncidentAct = Exclude<IncidentStepRow['act'], 'REPORT'>;

/** What stays where it is while it goes on. */
const going = (status: Status) =>
  ({
    PROPOSE_EXTENSION: status,
    CONFIRM_EXTENSION: status,
    HAND_OVER: status,
    TAKE_OVER: status,
    RECOVER: 'RECOVERY',
    STAND_DOWN: 'CLOSED',
  }) as const;

/** The life of an incident (processes (e): Dilaporkan, Diaktifkan, Dalam Penyelarasan, Pemulihan, Ditutup; a report that was none is dismissed). */
export const incidentLife: Life<Status, IncidentAct> = {
  REPORTED: { ACTIVATE: 'ACTIVE', DISMISS: 'DISMISSED' },
  DISMISSED: {},
  ACTIVE: { ...going('ACTIVE'), COORDINATE: 'COORDINATING' },
  COORDINATING: going('COORDINATING'),
  RECOVERY: { HAND_OVER: 'RECOVERY', TAKE_OVER: 'RECOVERY', STAND_DOWN: 'CLOSED' },
  CLOSED: {},
};

/** Two weeks: whoever needs longer asks two officers again. */
const MOST_HOURS = 336;
const HOUR_MILLISECONDS = 3_600_000;

/** @throws BAD_USER_INPUT for less than an hour and more than two weeks */
export function readHours(hours: number): number {
  if (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS) return hours;
  throw new RegistryError('BAD_USER_INPUT', `\`input.hours\` takes 1 to ${MOST_HOURS}.`, {
    argument: 'input.hours',
  });
}

/** When what begins at an instant ends by itself. */
export function endAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR_MILLISECONDS);
}

/** Whether the named agencies may read there at an instant. */
export function opensReads({ activatedBy, startsAt, endsAt }: IncidentRow, now: number): boolean {
  if (activatedBy === null || startsAt === null || endsAt === null) return false;
  return startsAt.getTime() <= now && now < endsAt.getTime();
}

/** Who acts on an incident. */
type Officer = { readonly id: string; readonly personKey: string };

/** @throws STEP_REFUSED where the second officer is the first, under whatever identifier */
export function checkSecond(
  first: { readonly by: string | null; readonly key: string | null },
  officer: Officer,
): void {
  if (first.by !== officer.id && first.key !== officer.personKey) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'Another officer than the one who began it confirms it. Ask a colleague to read it.',
  );
}

/** What two officers must both have said, each by themselves. */
export type Declared = Pick<IncidentRow, 'kind' | 'hours' | 'areas' | 'agencies'>;

/** @throws STEP_REFUSED where the second officer read something else than the first wrote */
export function checkSame(written: Declared, read: Declared): void {
  const same = (one: readonly string[], other: readonly string[]) =>
    one.toSorted().join(' ') === other.toSorted().join(' ');
  const isSame =
    written.kind === read.kind &&
    written.hours === read.hours &&
    same(written.areas, read.areas) &&
    same(written.agencies, read.agencies);
  if (isSame) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'Kind, areas, agencies or hours differ from what was reported. Read the report again, or have it dismissed.',
  );
}

const DISTRICT = /^(\d{1,2})_\d{1,2}$/;

/** Whether a posting's areas (districts, states, `MY`) hold a district such as `5_5`, of state `05`. */
export function holdsDistrict(areas: readonly string[], district: string): boolean {
  const state = DISTRICT.exec(district)?.[1]?.padStart(2, '0');
  return areas.some((area) => area === 'MY' || area === district || area === state);
}

/** @throws BAD_USER_INPUT for a list that is none of districts, or too long */
export function readDistricts(areas: readonly string[]): string[] {
  const named = [...new Set(areas)].toSorted();
  if (named.length >= 1 && named.length <= 30 && named.every((area) => DISTRICT.test(area))) return named;
  throw new RegistryError('BAD_USER_INPUT', '`input.areas` takes 1 to 30 codes of districts, such as 5_5.', {
    argument: 'input.areas',
  });
}
