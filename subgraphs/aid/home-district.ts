import type { Inquire } from '@seisi/host/inquiry';
import { RegistryError } from '@seisi/schema/errors';

/** Where the office is that handles an application. */
export type HomeDistrict = { readonly state: string; readonly district: string };

const PATIENCE_MILLISECONDS = 2000;
const CODE = /^\d{1,2}$/;

/**
 * Where the register of households has a person; null where it has them nowhere, or in two places.
 * @throws SOURCE_UNAVAILABLE where it does not say so in time, or in another form
 */
export async function homeDistrictOf(inquire: Inquire, personKey: string): Promise<HomeDistrict | null> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const found = await inquire('DISTRICT', personKey, signal).catch(() => undefined);
  if (found === null) return null;
  const { state, district } = Object(found) as Readonly<Record<string, unknown>>;
  if (typeof state === 'string' && CODE.test(state) && typeof district === 'string')
    return { state, district };
  throw new RegistryError(
    'SOURCE_UNAVAILABLE',
    'The register of households does not answer, so the office of your place is not known. Nothing was sent, and the draft is as it was: submit it again in a while.',
  );
}
