import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { asc, eq } from 'drizzle-orm';
import { people } from './person.table.ts';
import type { Recording } from './recorded-income.ts';
import { recordedValues } from './recorded-value.table.ts';
import {
  carriedOverValue,
  FIELDS,
  inForceOn,
  nextValue,
  type PersonFileRow,
  type WantedUpdate,
} from './recorded-value.ts';

/**
 * Records values of a person from a day on, and lets today's row say what counts today. What the register says of that day already is left as it is.
 * @throws NOT_FOUND where there is no such person, STEP_REFUSED where nothing said is new
 */
export async function updatePerson(
  transaction: Transaction,
  personKey: string,
  said: Pick<WantedUpdate, 'values' | 'since'>,
  recording: Recording,
): Promise<PersonFileRow> {
  const { id, changed } = await keepValues(transaction, personKey, said, recording);
  if (changed === 0) throw new RegistryError('STEP_REFUSED', 'The register says all of this already.');
  return { id, personKey };
}

/** The same, where it may be that nothing said is new: how many values changed. @throws NOT_FOUND where there is no such person */
export async function keepValues(
  transaction: Transaction,
  personKey: string,
  { values, since }: Pick<WantedUpdate, 'values' | 'since'>,
  recording: Recording,
): Promise<{ readonly id: string; readonly changed: number }> {
  // Of two officers who update one person the second reads what the first has written.
  const [person] = await transaction.select().from(people).where(eq(people.key, personKey)).for('update');
  if (person === undefined) throw new RegistryError('NOT_FOUND', 'There is no such person.');
  const known = await transaction
    .select()
    .from(recordedValues)
    .where(eq(recordedValues.personKey, personKey))
    .orderBy(asc(recordedValues.field), asc(recordedValues.version));
  const changes = values.flatMap(({ field, value }) => {
    const kept = known.filter((version) => version.field === field);
    const versions = kept.length > 0 ? kept : [carriedOverValue(person, field)];
    if (inForceOn(versions, since)?.value === value) return [];
    const next = nextValue(versions, { value, since }, recording);
    // Another officer may have written after midnight what begins today, while this act was begun before it.
    const today = civilDate((next.recordedAt ?? recording.at).getTime());
    const counts = inForceOn([...versions, next], today)?.value ?? null;
    const { column } = FIELDS[field];
    const current = column === null ? [] : [[column, counts]];
    return [{ added: kept.length > 0 ? [next] : [...versions, next], current }];
  });
  if (changes.length === 0) return { id: person.id, changed: 0 };
  await transaction.insert(recordedValues).values(changes.flatMap(({ added }) => added));
  const columns = Object.fromEntries(changes.flatMap(({ current }) => current));
  if (Object.keys(columns).length > 0)
    await transaction.update(people).set(columns).where(eq(people.key, personKey));
  return { id: person.id, changed: changes.length };
}
