import type { Inquire } from '@seisi/host/inquiry';
import { RegistryError } from '@seisi/schema/errors';

const PATIENCE_MILLISECONDS = 2000;
/** Keys in one question. */
const MOST = 100;

/**
 * Who of these people is on the register of households today.
 * @throws SOURCE_UNAVAILABLE where it does not say so in time, or in another form
 */
export async function onRegister(inquire: Inquire, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < keys.length; from += MOST) {
    const asked = keys.slice(from, from + MOST);
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const told = await inquire('REGISTERED', asked.join('/'), signal).catch(() => null);
    if (!Array.isArray(told) || !told.every((key) => asked.includes(key)))
      throw new RegistryError(
        'SOURCE_UNAVAILABLE',
        'The register of households does not answer, so it is not known who is on it. Nothing was done: try again in a while.',
      );
    for (const key of told) found.add(key);
  }
  return found;
}
