import type { Life } from '@seisi/host/life';
import type { RegistrationRow, RegistrationStepRow } from './registration.table.ts';

export type RegistrationStatus = RegistrationRow['status'];
export type RegistrationAct = RegistrationStepRow['act'];

/** The life of a registration (S2): a focus group confirms before anybody is sent to the door, and the census is the last word. */
export const registrationLife: Life<RegistrationStatus, RegistrationAct> = {
  NEW: {
    PASS_CRITERIA: 'NEW',
    FAIL_CRITERIA: 'REJECTED',
    CONFIRM_IN_FOCUS_GROUP: 'UNDER_CENSUS',
    REJECT_IN_FOCUS_GROUP: 'REJECTED',
  },
  UNDER_CENSUS: { CONFIRM_BY_CENSUS: 'CONFIRMED', REJECT_BY_CENSUS: 'REJECTED' },
  CONFIRMED: {},
  REJECTED: {},
};

/** What stands in the way of a household's being registered; null where nothing does. */
export type Standing = { readonly status: RegistrationStatus; readonly isExited: boolean };

/**
 * Whether a household that is on the register may be registered anew: one that was rejected may apply again, one that is out of poverty comes back by a
 * focus group (S3 phase 2 ii). One that is on its way or confirmed is registered.
 */
export function mayRegisterAnew({ status, isExited }: Standing): boolean {
  return status === 'REJECTED' || (status === 'CONFIRMED' && isExited);
}

/** By which way an officer's registration came: an office of one district, or of a state and beyond. */
export function channelOf(areas: readonly string[]): 'DISTRICT_OFFICE' | 'STATE_OFFICE' {
  return areas.every((area) => area.includes('_')) ? 'DISTRICT_OFFICE' : 'STATE_OFFICE';
}
