import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { reachesPerson } from './application.policy.ts';
import type { RoomContext } from './context.ts';

const INQUIRY_MILLISECONDS = 2_000;

/**
 * Whom a citizen applies for: the own person, or a child in their care by its public identifier. Whoever is out of reach takes the same steps as nobody
 * (access §7).
 * @throws NOT_FOUND where nobody is within reach
 */
export async function subjectOf(context: RoomContext, own: string, person: string | null): Promise<string> {
  if (person === null) return own;
  const id = uuidArgument('input.person', person);
  const found = await context.inquire('SUBJECT', `Person:${id}`, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  const key = typeof found === 'string' ? found : crypto.randomUUID();
  if (await reachesPerson(context, key)) return key;
  throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier for whom you may apply.');
}
