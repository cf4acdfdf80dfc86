import { Refusal } from '../refusal.ts';
import { isDate } from './calendar.ts';
import { fixedRows } from './fixed-rows.ts';
import { householdAt } from './household.ts';
import { CAST_SIZE } from './known.ts';
import { MOST_HOUSEHOLDS } from './registry-index.ts';
import { noRows, type RegistryOptions, type RegistryRows, TABLE_NAMES } from './rows.ts';

export type { RegistryOptions, RegistryRows } from './rows.ts';

/** The earliest date of a registry: its agencies, agreements and cast have their history in 2025. */
export const EARLIEST_AS_OF = '2026-01-01';

/** All rows of one synthetic registry, in memory: the same that `seedRegistry` writes. For tests, as the oracle. Throws `Refusal` on a size or date out of range. */
export function registryRows(options: RegistryOptions): RegistryRows {
  const rows = noRows();
  for (const batch of rowBatches(options, options.households)) append(rows, batch);
  return rows;
}

/** The rows of a registry in batches of so many households, the rows that belong to no household first. */
export function* rowBatches(options: RegistryOptions, size: number): Generator<RegistryRows> {
  checkOptions(options);
  yield fixedRows(options);
  for (let first = 0; first < options.households; first += size) {
    const rows = noRows();
    const end = Math.min(first + size, options.households);
    for (let index = first; index < end; index += 1) append(rows, householdAt(options, index));
    yield rows;
  }
}

function append(to: RegistryRows, from: RegistryRows): void {
  for (const name of TABLE_NAMES) {
    const rows: unknown[] = to[name];
    for (const row of from[name]) rows.push(row);
  }
}

function checkOptions({ households, asOf }: RegistryOptions): void {
  if (!Number.isInteger(households) || households < CAST_SIZE || households > MOST_HOUSEHOLDS) {
    throw new Refusal(
      `A synthetic registry has ${CAST_SIZE} to ${MOST_HOUSEHOLDS} households, not ${households}. Choose a number in between.`,
    );
  }
  if (!isDate(asOf) || asOf < EARLIEST_AS_OF) {
    throw new Refusal(
      `A synthetic registry begins on ${EARLIEST_AS_OF}, not "${asOf}". Choose a later date.`,
    );
  }
}
