import type { Fault } from './move-standing.ts';
import type { LockedAddress } from './recorded-address.step.ts';
import type { Area, Door } from './recorded-address.ts';
import type { KeptRelocation } from './relocation.table.ts';

/** What a household's move does, as both officers must have it. */
export type Relocated = Door & Area & Pick<KeptRelocation, 'householdId' | 'since'>;

/** Which of the two sides an officer reaches: the household, and the new district by the posting's areas. */
export type ReachedPlaces = { readonly household: boolean; readonly area: boolean };

/** Whether two officers have the same move. */
export function relocatesTheSame(one: Relocated, other: Relocated): boolean {
  return said(one) === said(other);
}

function said({ householdId, addressLine, postcode, district, strata, since }: Relocated): string {
  return JSON.stringify([householdId, addressLine, postcode, district, strata, since]);
}

/** What stands in the way of a household's move by the register; it tells of the household alone. Null where nothing does. */
export function faultOfRelocating(
  { district, strata, since }: Relocated,
  standing: LockedAddress | null,
): Fault['why'] | null {
  if (standing === null) return 'There is no such household.';
  const { household, versions } = standing;
  if (household.district === district && household.strata === strata)
    return 'The household lives in this district already: another address within it is recorded by itself.';
  const newest = versions.flatMap((version) => (version.since === null ? [] : [version.since])).toSorted();
  const last = newest.at(-1);
  return last === undefined || since > last
    ? null
    : `The household’s address is on record since ${last}: it moves on a later day.`;
}
