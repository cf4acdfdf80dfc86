import { createHash } from 'node:crypto';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import type { ActTable } from './act.table.ts';
import type { RoomParts } from './context.ts';
import type { Database } from './database.ts';

/** A transaction of a room's database. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What JSON holds as it is: what an act came to is kept, and told again to whoever repeats it. */
export type Kept =
  | string
  | number
  | boolean
  | null
  | readonly Kept[]
  | { readonly [name: string]: Kept | undefined };

/** One act of a viewer. */
export type Act<Answer extends Kept> = {
  /** The mutation field. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: unknown;
  /** Does it, and says what came of it; what it throws undoes everything. */
  readonly take: (transaction: Transaction, at: Date) => Promise<Answer>;
};

const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * Takes an act in one transaction: what it writes and its answer are there together, or not at all. A key that the viewer used before gives what it gave
 * then and does nothing; of two at once with one key the second waits for the first.
 * @throws BAD_USER_INPUT for a key that is none, IDEMPOTENCY_KEY_REUSED where it stands for another act or input, UNAUTHENTICATED for whoever is nobody
 */
export async function takeAct<Answer extends Kept>(
  { db, now, passport }: Pick<RoomParts, 'db' | 'now' | 'passport'>,
  acts: ActTable,
  { name, idempotencyKey, input, take }: Act<Answer>,
): Promise<Answer> {
  const by = actorOf(passport);
  const asked = { name, input: createHash('sha256').update(JSON.stringify(input)).digest('base64url') };
  const key = readKey(idempotencyKey);
  const ofKey = and(eq(acts.by, by), eq(acts.idempotencyKey, key));
  return db.transaction(async (transaction) => {
    const at = new Date(now());
    const begun = await transaction
      .insert(acts)
      .values({ by, idempotencyKey: key, ...asked, at })
      .onConflictDoNothing()
      .returning({ by: acts.by });
    if (begun.length === 0) {
      const [before] = await transaction.select().from(acts).where(ofKey);
      return answerBefore<Answer>(before, asked);
    }
    const answer = await take(transaction, at);
    await transaction.update(acts).set({ answer }).where(ofKey);
    return answer;
  });
}

/** Under whose name an act is kept. @throws UNAUTHENTICATED without a token */
function actorOf({ viewer }: RoomParts['passport']): string {
  if (viewer !== null) return viewer.id;
  throw new RegistryError('UNAUTHENTICATED', 'An act is somebody’s: send a token.');
}

function answerBefore<Answer extends Kept>(
  before: ActTable['$inferSelect'] | undefined,
  { name, input }: { readonly name: string; readonly input: string },
): Answer {
  if (before !== undefined && before.name === name && before.input === input) return before.answer as Answer;
  throw new RegistryError(
    'IDEMPOTENCY_KEY_REUSED',
    'This idempotency key stands for another act or input. Nothing was done; take a new key.',
  );
}

function readKey(key: string): string {
  if (KEY.test(key)) return key;
  throw new RegistryError('BAD_USER_INPUT', '`input.idempotencyKey` takes 1 to 128 printable characters.', {
    argument: 'input.idempotencyKey',
  });
}
