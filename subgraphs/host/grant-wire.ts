import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Grant, isGrant } from '@seisi/schema/grant';
import { Grant as Minted } from '@seisi/schema/grant-mint';
import { type GrantText, grantTextOf, readGrantText } from '@seisi/schema/grant-text';
import { type Passport, viewerKey } from '@seisi/schema/passport';

/** Writes grants as text and reads them back (access §4). */
export type GrantWire = {
  write(grant: Grant): string;
  /** The grant for this subject and passport, from an object of this process or from text; null for anything else. */
  read(value: unknown, subject: string, passport: Passport): Grant | null;
};

/**
 * Grants over a wire: `version.classes.byConsent.byIncident.sealed.tag`, before the tag the incidents, if any; an HMAC-SHA-256 over subject, viewer, request and all that stands
 * before it. Two keys are valid at a time, the newest writes. Subject, viewer and request are not in the text: the reader must already
 * know them, so a grant fits nowhere else.
 */
export function grantWire(keys: readonly string[]): GrantWire {
  const newest = keys[0];
  if (newest === undefined) throw new Error('A grant key is needed.');
  const write = (grant: Grant): string => {
    const said = grantTextOf(grant);
    return `${said}.${tagOf(newest, grant.subject, grant.viewer, grant.request, said).toString('base64url')}`;
  };
  return {
    write,
    read(value, subject, passport) {
      if (isGrant(value)) return value;
      const said = typeof value === 'string' ? verified(value, keys, subject, passport) : null;
      if (said === null) return null;
      const { request, expires } = passport;
      return new Minted({ subject, viewer: viewerKey(passport), request, expires, ...said }, write);
    },
  };
}

function verified(
  text: string,
  keys: readonly string[],
  subject: string,
  passport: Passport,
): GrantText | null {
  const end = text.lastIndexOf('.');
  const given = Buffer.from(text.slice(end + 1), 'base64url');
  const viewer = viewerKey(passport);
  const genuine = keys.some((key) => {
    const expected = tagOf(key, subject, viewer, passport.request, text.slice(0, end));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return genuine ? readGrantText(text) : null;
}

function tagOf(key: string, subject: string, viewer: string, request: string, said: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([subject, viewer, request, said]))
    .digest();
}
