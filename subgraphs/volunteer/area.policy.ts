import { badInput } from '@seisi/host/read-input';
import { STATES } from '@seisi/schema/calendar/state';
import { covers } from '@seisi/schema/viewer';

const DISTRICT = /^(\d{1,2})_\d{1,2}$/;

/** The code of a state of the officer's areas. @throws BAD_USER_INPUT for any other */
export function readState(state: string, areas: readonly string[]): string {
  const isState = /^\d{2}$/.test(state) && Number(state) >= 1 && Number(state) <= STATES.length;
  if (isState && covers(areas, '', state)) return state;
  throw badInput('state', 'is no state of your areas');
}

/** A district of the officer's areas with its state. The room keeps no list of districts: the form of the code is what it checks. @throws BAD_USER_INPUT for any other */
export function readDistrict(
  district: string,
  areas: readonly string[],
): { readonly district: string; readonly state: string } {
  const state = DISTRICT.exec(district)?.[1]?.padStart(2, '0');
  if (state !== undefined && covers(areas, district, state)) return { district, state };
  throw badInput('district', 'is no district of your areas');
}
