import { RegistryError } from '@seisi/schema/errors';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room } from '@seisi/schema/room';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import type { Phase } from '../phase.ts';
import type { Lease } from '../reliance.ts';
import type { Caller, GraphRequest } from '../request.ts';
import { withinDeadline } from '../within-deadline.ts';

const TEXT = '{ basisFacts }';
const DOCUMENT = parse(TEXT);

/**
 * Fixes the one ground of a request before any row is read (access §3), from the facts that the person room holds. The room decides again
 * for each subject; this basis is only the ceiling by which the gateway filters.
 * Where the facts cannot be had no ground is assumed, and none is denied: reference data is answered, everything else is unknown.
 * @throws BASIS_REQUIRED where the token has several grounds and names none
 */
export function basis(room: Room | null, lease: Lease, now: () => number = Date.now): Phase {
  return {
    name: 'basis',
    run: async (request) => {
      const { caller, trustsFacts } = request;
      Object.assign(request, await groundOf(caller, trustsFacts, { room, lease, now }));
    },
  };
}

/** What grounds are told from. */
export type GroundParts = {
  readonly room: Pick<Room, 'execute'> | null;
  readonly lease: Lease;
  readonly now: () => number;
};

/** What a request is told about the ground that it rests on. */
export type FixedGround = Pick<GraphRequest, 'areGroundsKnown' | 'basis' | 'reliance'> & {
  readonly passport: Passport;
};

/** The ground on which somebody asks now, or that it is not known. @throws BASIS_REQUIRED */
export async function groundOf(
  caller: Caller,
  trustsFacts: boolean,
  { room, lease, now }: GroundParts,
): Promise<FixedGround> {
  const facts = caller.viewer !== null && trustsFacts ? await lease.version(caller.signal) : null;
  const found = await basisOf(room, caller, facts);
  const { until = Number.POSITIVE_INFINITY, ...basis }: Told = found ?? NO_BASIS;
  const holder = holderOf(caller.viewer, basis);
  return {
    areGroundsKnown: found !== null,
    basis,
    passport: passportOf(caller, basis, facts),
    reliance:
      facts === null || holder === undefined
        ? null
        : { since: facts, holder, until: Math.min(until, endOfDay(now())) },
  };
}

/** Whose facts an answer on this ground relies on, beside those of nobody in particular; undefined for none. */
function holderOf(viewer: Viewer | null, basis: Basis): string | null | undefined {
  switch (basis.kind) {
    case 'NONE':
      return undefined;
    case 'SELF':
      return basis.personKey;
    case 'POSTING':
      return viewer?.id ?? null;
    case 'AGREEMENT':
      return viewer?.agency ?? null;
    default:
      return basis satisfies never;
  }
}

const DAY_MILLISECONDS = 86_400_000;
/** Malaysia is eight hours before UTC, all year. */
const MALAYSIA_MILLISECONDS = 8 * 3_600_000;

/** When the civil day of an instant ends: with it end the postings, agreements and consents of which it is the last. */
function endOfDay(instant: number): number {
  const day = Math.floor((instant + MALAYSIA_MILLISECONDS) / DAY_MILLISECONDS);
  return (day + 1) * DAY_MILLISECONDS - MALAYSIA_MILLISECONDS;
}

/** Null where the register of grounds did not answer. */
async function basisOf(
  room: GroundParts['room'],
  caller: Caller,
  facts: number | null,
): Promise<Told | null> {
  if (caller.viewer === null || room === null) return NO_BASIS;
  // Without fresh facts there is one ground left: a citizen's, for the own record.
  if (facts === null && caller.viewer.kind !== 'CITIZEN') return null;
  const passport = passportOf(caller, NO_BASIS, facts);
  const question = { document: DOCUMENT, text: TEXT, variables: {}, passport, signal: caller.signal };
  const result = await withinDeadline(room.execute(question), caller.signal).catch(() => null);
  const told = result?.data?.['basisFacts'] as BasisFacts | null | undefined;
  if (result?.errors !== undefined || told === null || told === undefined) return null;
  if (told.kind === 'NONE' && (told.choices ?? 0) > 1) throw severalGrounds(caller.viewer);
  return told;
}

/** A basis as the person room answers it; `choices` counts the grounds in force where there is not exactly one. */
type BasisFacts = Told & { readonly choices?: number };

/** `until` is when something of the ground ends by the clock. */
type Told = Basis & { readonly until?: number };

function severalGrounds(viewer: Viewer): RegistryError {
  const what = viewer.kind === 'OFFICER' ? 'posting' : 'agreement';
  return new RegistryError(
    'BASIS_REQUIRED',
    `This token has more than one ${what} in force. Name one of them.`,
  );
}

function passportOf({ request, viewer, expires }: Caller, basis: Basis, facts: number | null): Passport {
  return new Passport({ request, viewer, basis, facts, expires });
}
