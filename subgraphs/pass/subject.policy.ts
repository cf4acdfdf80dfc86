import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import type { RoomContext } from './context.ts';
import { reaches } from './renewal.policy.ts';

const INQUIRY_MILLISECONDS = 2_000;

/**
 * Whom a public identifier means, where the ground of the request reaches them with passes. Whoever is out of reach takes the same steps as nobody (access §7).
 * @throws NOT_FOUND where nobody is within reach
 */
export async function subjectOf(
  context: RoomContext,
  type: 'Person' | 'Household',
  given: string,
): Promise<string> {
  const id = uuidArgument(`input.${type.toLowerCase()}`, given);
  const found = await context.inquire('SUBJECT', `${type}:${id}`, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  const key = typeof found === 'string' ? found : crypto.randomUUID();
  if (await reaches(context, type, key)) return key;
  throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier for you.');
}
