import { Passport } from './passport-mint.ts';

export type { Passport } from './passport-mint.ts';

/** The passport, if the value is a genuine one that has not expired; otherwise null. */
export function openPassport(value: unknown, now: number): Passport | null {
  return Passport.isGenuine(value) && value.expires > now ? value : null;
}

/** The text by which a viewer is told from every other: what a grant, a cursor and a cache are bound to. */
export function viewerKey(passport: Passport): string {
  const { viewer, basis } = passport;
  if (viewer === null) return 'anonymous';
  const ground = basis.kind === 'AGREEMENT' || basis.kind === 'POSTING' ? basis.id : basis.kind;
  return JSON.stringify([viewer.kind, viewer.id, viewer.agency, viewer.person, ground, viewer.purpose]);
}
