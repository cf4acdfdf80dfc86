import type { Situation } from './ground/situation.ts';

/** Another adult of a household, to whom its figures may be opened. */
export type Fellow = { readonly readerKey: string; readonly householdKey: string };

/** The reader as another adult of one of the giver's households; null for a stranger, a minor, the giver, and nobody at all. */
export function fellowOf(
  giverKey: string,
  readerKey: string | null,
  households: readonly (Situation | null)[],
): Fellow | null {
  if (readerKey === null || readerKey === giverKey) return null;
  const home = households.find((household) =>
    household?.residents.some(({ personKey, adult }) => personKey === readerKey && adult),
  );
  return home == null ? null : { readerKey, householdKey: home.key };
}
