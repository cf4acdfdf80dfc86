import type { RoomParts } from '@seisi/host/context';
import { after, all, type Soon, soonOr } from '@seisi/host/soon';
import { type Grant, Grant as Minted } from '@seisi/schema/grant-mint';
import { viewerKey } from '@seisi/schema/passport';
import type { GivenConsent } from './ground/consent.ts';
import type { Ground } from './ground/ground.ts';
import { type Opened, openedOf } from './ground/opened.ts';
import type { Situation, Subject } from './ground/situation.ts';

/** The subject types of this room. */
export type SubjectType = 'Household' | 'Person';

/** Where a person lives, with what the person consented to. */
export type PersonHome = { readonly householdKey: string; readonly consents: readonly GivenConsent[] };

/** What the mint decides by; a read that fails rejects the grant. */
export type MintReads = {
  /** The ground by which a subject is decided; it rejects where its facts are not fresh enough for that subject. */
  ground(type: SubjectType, key: string): Soon<Ground>;
  situation(householdKey: string): Soon<Situation | null>;
  /** The keys of the households in which a person lives today, and the person's consents to the viewer's agency with each. */
  homes(personKey: string): Soon<readonly PersonHome[]>;
  /** Whether a subject that is open is within the ground's budget of the day. It counts the subject. */
  isCounted(key: string): Soon<boolean>;
};

/** The longest life of a grant (access §4), however long its request may take. */
const MOST_MILLISECONDS = 5_000;

/**
 * Decides once per subject and request, and mints the grant (access §4); null is out of reach. Nothing but a decision on complete facts
 * makes a grant: any failure rejects. How many statements it takes does not depend on how many subjects wait.
 */
export function mintGrants(
  parts: RoomParts,
  reads: MintReads,
): (type: SubjectType, key: string) => Soon<Grant | null> {
  const write = (key: string, opened: Opened): Grant => {
    const { request } = parts.passport;
    const expires = Math.min(parts.passport.expires, parts.now() + MOST_MILLISECONDS);
    return new Minted(
      { subject: key, viewer: viewerKey(parts.passport), request, expires, ...opened },
      parts.grants.write,
    );
  };
  const decide = (key: string, ground: Ground, subject: Subject | null): Soon<Grant | null> => {
    const opened = subject === null ? null : openedOf(ground, subject);
    if (opened === null) return null;
    return after(reads.isCounted(key), (isCounted) => (isCounted ? write(key, opened) : null));
  };
  const mint = (type: SubjectType, key: string): Soon<Grant | null> =>
    after(reads.ground(type, key), (ground) => {
      if (ground.kind === 'NONE') return null;
      return after(subjectOf(type, key, reads), (subject) => decide(key, ground, subject));
    });
  const minted = {
    Household: new Map<string, Soon<Grant | null>>(),
    Person: new Map<string, Soon<Grant | null>>(),
  };
  return (type, key) => {
    const known = minted[type].get(key);
    if (known !== undefined) return known;
    const grant = soonOr(() => mint(type, key));
    minted[type].set(key, grant);
    if (grant instanceof Promise) grant.then((settled) => minted[type].set(key, settled)).catch(() => {});
    return grant;
  };
}

function subjectOf(type: SubjectType, key: string, reads: MintReads): Soon<Subject | null> {
  if (type === 'Household')
    return after(reads.situation(key), (household) =>
      household === null ? null : { kind: 'HOUSEHOLD', household },
    );
  return after(reads.homes(key), (homes) =>
    after(all(homes.map(({ householdKey }) => reads.situation(householdKey))), (found) =>
      personIn(key, homes, found),
    ),
  );
}

function personIn(
  key: string,
  homes: readonly PersonHome[],
  found: readonly (Situation | null)[],
): Subject | null {
  const households = found.filter((household) => household !== null);
  // A membership of a household that is not on record leaves unknown whether it is sealed: out of reach.
  if (households.length < found.length) return null;
  return { kind: 'PERSON', key, households, consents: homes.flatMap(({ consents }) => consents) };
}
