import { isDay } from './as-of.ts';
import type { HouseholdRow } from './household.table.ts';
import type { KeptAddress, RecordedAddressRow } from './recorded-address.table.ts';
import { type Provenance, type Recording, wantedProvenance } from './recorded-income.ts';
import { inForceOn } from './recorded-value.ts';
import { badInput, readText } from './registration-input.ts';
import type { RecordAddressInput } from './types.generated.ts';

/** Where a household lives, to the door. */
export type Door = Pick<KeptAddress, 'addressLine' | 'postcode'>;
/** To the district; what decides who reaches it, and by which line it is poor. */
export type Area = Pick<KeptAddress, 'district' | 'state' | 'strata'>;

const MOST_ADDRESS = 200;
const POSTCODE = /^\d{5}$/;

/** Reads an address and its first day. @throws BAD_USER_INPUT for one that is none, and for a day to come */
export function readDoor(
  { addressLine, postcode, since }: Pick<RecordAddressInput, 'addressLine' | 'postcode' | 'since'>,
  today: string,
): Door & { readonly since: string } {
  if (!POSTCODE.test(postcode)) throw badInput('postcode', 'takes five digits');
  if (!isDay(since) || since > today) throw badInput('since', 'is no day of the calendar, today or earlier');
  return { addressLine: readText('addressLine', addressLine, MOST_ADDRESS), postcode, since };
}

/** Reads what an officer records. @throws BAD_USER_INPUT as for an address, and for an origin that nobody records */
export function wantedAddress(
  input: RecordAddressInput,
  today: string,
): { readonly said: Door & { readonly since: string }; readonly provenance: Provenance } {
  return { said: readDoor(input, today), provenance: wantedProvenance(input) };
}

/** An address that was never changed, as the register has had it since before recordings were kept. */
export function carriedOverAddress(household: HouseholdRow): KeptAddress {
  const { key: householdKey, addressLine, postcode, district, state, strata } = household;
  const nobody = { since: null, method: null, recordedAt: null, recordedBy: null };
  const said = { householdKey, version: 0, addressLine, postcode, district, state, strata };
  return { ...said, origin: 'CARRIED_OVER', ...nobody };
}

/** Of the versions of a household that which counts on a day; the first where all begin later, for before it nothing else was said. */
export function addressOn(versions: readonly [KeptAddress, ...KeptAddress[]], day: string): KeptAddress {
  return inForceOn(versions, day) ?? versions[0];
}

/** The next version of an address; of two acts that began in the other order the later writer is the newer, so no version is recorded before the one that it follows. */
export function nextAddress(
  newest: KeptAddress,
  said: Door & Area & { readonly since: string },
  { origin, method, by, at }: Recording,
): KeptAddress {
  const recordedAt = newest.recordedAt !== null && newest.recordedAt > at ? newest.recordedAt : at;
  return { ...newest, ...said, version: newest.version + 1, origin, method, recordedAt, recordedBy: by };
}

/** A kept address as its type says it. */
export function shownAddress(row: KeptAddress): RecordedAddressRow {
  const { addressLine: line, postcode, since, origin, method, recordedAt } = row;
  return { line, postcode, since, origin, method, recordedAt };
}
