import { advance, type Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { EvacueeCountRow, IncidentNeedRow } from './evacuation-centre.table.ts';
import type { IncidentRow } from './incident.table.ts';

type NeedStatus = IncidentNeedRow['status'];
export type NeedAct = 'TAKE_ON' | 'FULFIL' | 'DROP';

/** The life of a need. */
const needLife: Life<NeedStatus, NeedAct> = {
  OPEN: { TAKE_ON: 'TAKEN_ON', DROP: 'DROPPED' },
  TAKEN_ON: { FULFIL: 'FULFILLED', DROP: 'DROPPED' },
  FULFILLED: {},
  DROPPED: {},
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextNeed(status: NeedStatus, step: NeedAct): NeedStatus {
  return advance(needLife, { thing: 'need', status, step });
}

/** How many are in a centre by a count: people are adults, children and infants (InfoBencana). */
export type Counted = Pick<EvacueeCountRow, 'families' | 'adults' | 'children' | 'infants'>;

export function peopleOf({ adults, children, infants }: Counted): number {
  return adults + children + infants;
}

const MOST = 100_000;

/** @throws BAD_USER_INPUT for what is no number of people, and for more families than people */
export function checkCount(counted: Counted): void {
  for (const [name, value] of Object.entries(counted)) checkNumber(name, value, 0, MOST);
  if (counted.families > peopleOf(counted))
    throw new RegistryError('BAD_USER_INPUT', '`input.families` is more than there are people.', {
      argument: 'input.families',
    });
}

/** @throws BAD_USER_INPUT outside of the bounds */
export function checkNumber(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RegistryError('BAD_USER_INPUT', `\`input.${name}\` takes ${least} to ${most}.`, {
    argument: `input.${name}`,
  });
}

const GOING: ReadonlySet<IncidentRow['status']> = new Set(['ACTIVE', 'COORDINATING', 'RECOVERY']);

/** @throws STEP_REFUSED before an incident is activated, and once it is over */
export function checkGoingOn({ status }: Pick<IncidentRow, 'status'>): void {
  if (!GOING.has(status))
    throw new RegistryError('STEP_REFUSED', `The incident is ${status}: nothing is run under it.`);
}

/** @throws BAD_USER_INPUT for a district that the incident does not name */
export function checkDistrict({ areas }: Pick<IncidentRow, 'areas'>, district: string): void {
  if (areas.includes(district)) return;
  throw new RegistryError('BAD_USER_INPUT', '`input.district` takes a district of the incident.', {
    argument: 'input.district',
  });
}
