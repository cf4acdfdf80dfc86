import { Grant } from './grant-mint.ts';
import { type Passport, viewerKey } from './passport.ts';

export type { Grant } from './grant-mint.ts';

/** Whether a value is a grant object of this process. */
export function isGrant(value: unknown): value is Grant {
  return Grant.isGenuine(value);
}

/**
 * The grant, if it opens this subject for this passport (access §4): its subject equals the key it came with,
 * viewer and request equal the passport's, and it has not expired. Anything else, null included, is no grant.
 */
export function openGrant(value: unknown, subject: string, passport: Passport, now: number): Grant | null {
  if (!Grant.isGenuine(value)) return null;
  const fits =
    value.subject === subject &&
    value.request === passport.request &&
    value.viewer === viewerKey(passport) &&
    value.expires > now;
  return fits ? value : null;
}
