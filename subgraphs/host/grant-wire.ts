import { createHmac, timingSafeEqual } from 'node:crypto';
import { ALL_CLASSES } from '@seisi/schema/classes';
import { type Grant, isGrant } from '@seisi/schema/grant';
import { Grant as Minted } from '@seisi/schema/grant-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';

const VERSION = '1';

/** Writes grants as text and reads them back (access §4). */
export type GrantWire = {
  write(grant: Grant): string;
  /** The grant for this subject and passport, from an object of this process or from text; null for anything else. */
  read(value: unknown, subject: string, passport: Passport): Grant | null;
};

/**
 * Grants over a wire: `version.classes.tag`, an HMAC-SHA-256 over subject, viewer, request and classes. Two keys are valid at a time,
 * the newest writes. Subject, viewer and request are not in the text: the reader must already know them, so a grant fits nowhere else.
 */
export function grantWire(keys: readonly string[]): GrantWire {
  const newest = keys[0];
  if (newest === undefined) throw new Error('A grant key is needed.');
  const write = (grant: Grant): string => {
    const classes = grant.classes.toString(36);
    return [
      VERSION,
      classes,
      tagOf(newest, grant.subject, grant.viewer, grant.request, classes).toString('base64url'),
    ].join('.');
  };
  return {
    write,
    read(value, subject, passport) {
      if (isGrant(value)) return value;
      const classes = typeof value === 'string' ? verified(value, keys, subject, passport) : null;
      if (classes === null) return null;
      const facts = {
        subject,
        viewer: viewerKey(passport),
        request: passport.request,
        classes,
        expires: passport.expires,
      };
      return new Minted(facts, write);
    },
  };
}

function verified(text: string, keys: readonly string[], subject: string, passport: Passport): number | null {
  const [version, classes, tag, ...rest] = text.split('.');
  if (version !== VERSION || classes === undefined || tag === undefined || rest.length > 0) return null;
  const given = Buffer.from(tag, 'base64url');
  const viewer = viewerKey(passport);
  const genuine = keys.some((key) => {
    const expected = tagOf(key, subject, viewer, passport.request, classes);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  const bits = Number.parseInt(classes, 36);
  // Compared as a number: bitwise operators see 32 bits only.
  return genuine && bits >= 0 && bits <= ALL_CLASSES ? bits : null;
}

function tagOf(key: string, subject: string, viewer: string, request: string, classes: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([VERSION, subject, viewer, request, classes]))
    .digest();
}
