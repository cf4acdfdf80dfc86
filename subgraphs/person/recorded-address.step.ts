import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { asc, eq } from 'drizzle-orm';
import { type HouseholdRow, households } from './household.table.ts';
import { type KeptAddress, recordedAddresses } from './recorded-address.table.ts';
import { type Area, addressOn, carriedOverAddress, type Door, nextAddress } from './recorded-address.ts';
import type { Recording } from './recorded-income.ts';

/**
 * Records another address within the district in which the household lived on its first day. No day gets another district by it, so it is one officer's to say.
 * @throws NOT_FOUND where there is no such household, STEP_REFUSED where the register says this already
 */
export async function recordAddress(
  transaction: Transaction,
  householdKey: string,
  said: Door & { readonly since: string },
  recording: Recording,
): Promise<HouseholdRow> {
  const { household, versions } = await lockedAddress(transaction, householdKey);
  const { addressLine, postcode, district, state, strata } = addressOn(versions, said.since);
  if (addressLine === said.addressLine && postcode === said.postcode)
    throw new RegistryError('STEP_REFUSED', 'The register says this of the household already.');
  await keepAddress(transaction, { household, versions }, { ...said, district, state, strata }, recording);
  return household;
}

/** A household, locked until the transaction ends, with all that was ever said of where it lives: at the least what it says today. */
export type LockedAddress = {
  readonly household: HouseholdRow;
  readonly versions: readonly [KeptAddress, ...KeptAddress[]];
};

/** @throws NOT_FOUND where there is no such household */
export async function lockedAddress(transaction: Transaction, householdKey: string): Promise<LockedAddress> {
  const [household] = await transaction
    .select()
    .from(households)
    .where(eq(households.key, householdKey))
    .for('update');
  if (household === undefined) throw new RegistryError('NOT_FOUND', 'There is no such household.');
  const [first, ...others] = await transaction
    .select()
    .from(recordedAddresses)
    .where(eq(recordedAddresses.householdKey, householdKey))
    .orderBy(asc(recordedAddresses.version));
  return { household, versions: [first ?? carriedOverAddress(household), ...others] };
}

/** Adds a version, and lets today's row say what counts today: whoever reads today, and every ground, reads that alone. */
export async function keepAddress(
  transaction: Transaction,
  { household: { key }, versions }: LockedAddress,
  said: Door & Area & { readonly since: string },
  recording: Recording,
): Promise<void> {
  const newest = versions.at(-1) ?? versions[0];
  const next = nextAddress(newest, said, recording);
  // What stood there before recordings were kept is written with the first change.
  await transaction.insert(recordedAddresses).values(newest.version === 0 ? [newest, next] : [next]);
  // Another officer may have written after midnight what begins today, while this act was begun before it.
  const today = civilDate((next.recordedAt ?? recording.at).getTime());
  const { addressLine, postcode, district, state, strata } = addressOn([...versions, next], today);
  await transaction
    .update(households)
    .set({ addressLine, postcode, district, state, strata })
    .where(eq(households.key, key));
}
