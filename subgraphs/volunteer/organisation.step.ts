import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { badInput } from '@seisi/host/read-input';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { organisations } from './volunteering.table.ts';

const CODES = 10 ** 6;
const ATTEMPTS = 5;

/** Admits an organisation under a code that nobody bears. Gives the code. */
export async function admit(
  transaction: Transaction,
  { name, state }: { readonly name: string; readonly state: string },
  at: Date,
): Promise<string> {
  const admittedOn = civilDate(at.getTime());
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const code = `PSK-${state}-${String(randomInt(CODES)).padStart(6, '0')}`;
    const row = { code, name, state, admittedOn };
    const added = await transaction.insert(organisations).values(row).onConflictDoNothing().returning();
    if (added.length > 0) return code;
  }
  throw new Error('No code of an organisation was free.');
}

/**
 * Ends the part that an organisation takes; who joined it stays a volunteer.
 * @throws BAD_USER_INPUT where the officer's areas have no such organisation: those of before this system are of the whole country; STEP_REFUSED where it ended before
 */
export async function end(
  transaction: Transaction,
  { code, areas }: { readonly code: string; readonly areas: readonly string[] },
  at: Date,
): Promise<string> {
  const ofCode = eq(organisations.code, code);
  const [found] = await transaction.select().from(organisations).where(ofCode).for('update');
  if (found === undefined || !covers(areas, '', found.state ?? ''))
    throw badInput('organisation', 'is no code of an organisation of your areas');
  if (found.endedOn !== null)
    throw new RegistryError('STEP_REFUSED', `The organisation ended on ${found.endedOn}.`);
  await transaction
    .update(organisations)
    .set({ endedOn: civilDate(at.getTime()) })
    .where(ofCode);
  return code;
}
