import { Passport } from './passport-mint.ts';

export type { Passport } from './passport-mint.ts';

/** The passport, if the value is a genuine one that has not expired; otherwise null. */
export function openPassport(value: unknown, now: number): Passport | null {
  return Passport.isGenuine(value) && value.expires > now ? value : null;
}

/** The text by which a viewer is told from every other: what a grant, a cursor and a cache are bound to. */
export function viewerKey(passport: Passport): string {
  const known = viewerKeys.get(passport);
  if (known !== undefined) return known;
  const key = viewerKeyOf(passport);
  viewerKeys.set(passport, key);
  return key;
}

/** A passport does not change, and is asked for its viewer at every field. */
const viewerKeys = new WeakMap<Passport, string>();

function viewerKeyOf({ viewer, basis }: Passport): string {
  if (viewer === null) return 'anonymous';
  const ground = basis.kind === 'AGREEMENT' || basis.kind === 'POSTING' ? basis.id : basis.kind;
  return JSON.stringify([viewer.kind, viewer.id, viewer.agency, viewer.person, ground, viewer.purpose]);
}
