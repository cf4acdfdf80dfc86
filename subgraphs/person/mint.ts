import type { RoomParts } from '@seisi/host/context';
import type { Soon } from '@seisi/host/loader';
import { type Grant, Grant as Minted } from '@seisi/schema/grant-mint';
import { viewerKey } from '@seisi/schema/passport';
import type { GivenConsent } from './ground/consent.ts';
import type { Ground } from './ground/ground.ts';
import { openedOf } from './ground/opened.ts';
import type { Situation, Subject } from './ground/situation.ts';

/** The subject types of this room. */
export type SubjectType = 'Household' | 'Person';

/** Where a person lives, with what the person consented to. */
export type PersonHome = { readonly householdKey: string; readonly consents: readonly GivenConsent[] };

/** What the mint decides by; a read that fails rejects the grant. */
export type MintReads = {
  /** The ground by which a subject is decided; it rejects where its facts are not fresh enough for that subject. */
  ground(type: SubjectType, key: string): Promise<Ground>;
  situation(householdKey: string): Soon<Situation | null>;
  /** The keys of the households in which a person lives today, and the person's consents to the viewer's agency with each. */
  homes(personKey: string): Soon<readonly PersonHome[]>;
  /** Whether a subject that is open is within the ground's budget of the day. It counts the subject. */
  isCounted(key: string): Promise<boolean>;
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
  const mint = async (type: SubjectType, key: string): Promise<Grant | null> => {
    const ground = await reads.ground(type, key);
    const subject = ground.kind === 'NONE' ? null : await subjectOf(type, key, reads);
    const opened = subject === null ? null : openedOf(ground, subject);
    if (opened === null || !(await reads.isCounted(key))) return null;
    const { request } = parts.passport;
    const expires = Math.min(parts.passport.expires, parts.now() + MOST_MILLISECONDS);
    return new Minted(
      { subject: key, viewer: viewerKey(parts.passport), request, expires, ...opened },
      parts.grants.write,
    );
  };
  const minted = {
    Household: new Map<string, Soon<Grant | null>>(),
    Person: new Map<string, Soon<Grant | null>>(),
  };
  return (type, key) => {
    const known = minted[type].get(key);
    if (known !== undefined) return known;
    const grant = mint(type, key).then((settled) => {
      minted[type].set(key, settled);
      return settled;
    });
    minted[type].set(key, grant);
    return grant;
  };
}

async function subjectOf(type: SubjectType, key: string, reads: MintReads): Promise<Subject | null> {
  if (type === 'Household') {
    const household = await reads.situation(key);
    return household === null ? null : { kind: 'HOUSEHOLD', household };
  }
  const homes = await reads.homes(key);
  const found = await Promise.all(homes.map(({ householdKey }) => reads.situation(householdKey)));
  const households = found.filter((household) => household !== null);
  // A membership of a household that is not on record leaves unknown whether it is sealed: out of reach.
  if (households.length < found.length) return null;
  return { kind: 'PERSON', key, households, consents: homes.flatMap(({ consents }) => consents) };
}
