import type { World } from './field.ts';
import type { HouseholdRow } from './registry.ts';

/** Where a household is, to the district. */
export function areaOf(
  { state, district, strata }: HouseholdRow,
  { registry: { reference } }: World,
): object {
  return {
    stateCode: state,
    stateName: reference.states.find(({ code }) => code === state)?.name ?? null,
    districtCode: district,
    districtName: reference.districts.find(({ code }) => code === district)?.name ?? null,
    strata,
  };
}
