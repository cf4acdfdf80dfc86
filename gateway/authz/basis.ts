import { RegistryError } from '@seisi/schema/errors';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room } from '@seisi/schema/room';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import type { Phase } from '../phase.ts';
import type { Caller, GraphRequest } from '../request.ts';
import { withinDeadline } from '../within-deadline.ts';

const TEXT = '{ basisFacts }';
const DOCUMENT = parse(TEXT, { noLocation: true });

/**
 * Fixes the one ground of a request before any row is read (access §3), from the facts that the person room holds. The room decides again
 * for each subject; this basis is only the ceiling by which the gateway filters.
 * Where the facts cannot be had no ground is assumed, and none is denied: reference data is answered, everything else is unknown.
 * @throws BASIS_REQUIRED where the token has several grounds and names none
 */
export function basis(room: Room | null): Phase {
  return {
    name: 'basis',
    run: async (request) => {
      const found = await basisOf(room, request.caller);
      request.areGroundsKnown = found !== null;
      request.basis = found ?? NO_BASIS;
      request.passport = passportOf(request.caller, request.basis);
    },
  };
}

/** Null where the register of grounds did not answer. */
async function basisOf(room: Room | null, caller: Caller): Promise<Basis | null> {
  if (caller.viewer === null || room === null) return NO_BASIS;
  const passport = passportOf(caller, NO_BASIS);
  const question = { document: DOCUMENT, text: TEXT, variables: {}, passport, signal: caller.signal };
  const result = await withinDeadline(room.execute(question), caller.signal).catch(() => null);
  const facts = result?.data?.['basisFacts'] as BasisFacts | null | undefined;
  if (result?.errors !== undefined || facts === null || facts === undefined) return null;
  if (facts.kind === 'NONE' && (facts.choices ?? 0) > 1) throw severalGrounds(caller.viewer);
  return facts;
}

/** A basis as the person room answers it; `choices` counts the grounds in force where there is not exactly one. */
type BasisFacts = Basis & { readonly choices?: number };

function severalGrounds(viewer: Viewer): RegistryError {
  const what = viewer.kind === 'OFFICER' ? 'posting' : 'agreement';
  return new RegistryError(
    'BASIS_REQUIRED',
    `This token has more than one ${what} in force. Name one of them.`,
  );
}

function passportOf(caller: Caller, basis: Basis): GraphRequest['passport'] & {} {
  return new Passport({ request: caller.request, viewer: caller.viewer, basis, expires: caller.expires });
}
