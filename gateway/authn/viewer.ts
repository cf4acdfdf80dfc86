import { RegistryError } from '@seisi/schema/errors';
import { isPurpose } from '@seisi/schema/purpose';
import type { Purpose, Viewer, ViewerKind } from '@seisi/schema/viewer';
import type { JWTPayload } from 'jose';

const KINDS: ReadonlySet<string> = new Set<ViewerKind>(['AGENCY_CLIENT', 'OFFICER', 'CITIZEN', 'SYSTEM']);

/** What headers choose, each null where the request has none: among the token's agreements, and among the postings in force of an officer. */
export type ChosenGround = { readonly agreement: string | null; readonly posting: string | null };

/**
 * Who verified claims name. The header chooses among the agreements that the token's `authorization_details` allow (RFC 9396); whether a
 * posting is this officer's the facts say, and one that is not is no ground.
 * @throws UNAUTHENTICATED where the claims name nobody this graph knows
 * @throws BASIS_REQUIRED where the token allows several agreements and none is named, or the one named is not among them
 */
export function viewerOf(claims: JWTPayload, header: ChosenGround): Viewer {
  const kind = claims['viewer_kind'];
  const id = textOf(claims.sub);
  if (id === null || typeof kind !== 'string' || !KINDS.has(kind))
    throw new RegistryError(
      'UNAUTHENTICATED',
      'The token names no kind of viewer that this graph knows. Get one from its issuer.',
    );
  return {
    id,
    kind: kind as ViewerKind,
    agency: textOf(claims['agency']),
    person: kind === 'CITIZEN' ? textOf(claims['person']) : null,
    scopes: scopesOf(claims['scope']),
    assurance: textOf(claims['acr']),
    ...(kind === 'AGENCY_CLIENT'
      ? chosen(claims['authorization_details'], header.agreement)
      : { agreement: null, purpose: null }),
    posting: kind === 'OFFICER' ? header.posting : null,
  };
}

/**
 * Who the claims of any issuer name, on a graph that is no registry: nobody's officer, citizen or client, and what the `scope` allows.
 * @throws UNAUTHENTICATED where the claims have no subject
 */
export function scopedViewerOf(claims: JWTPayload): Viewer {
  const id = textOf(claims.sub);
  if (id === null)
    throw new RegistryError(
      'UNAUTHENTICATED',
      'The token names no subject that this graph can keep. Get another from its issuer.',
    );
  return {
    id,
    kind: 'SYSTEM',
    agency: null,
    person: null,
    scopes: scopesOf(claims['scope']),
    assurance: null,
    agreement: null,
    purpose: null,
    posting: null,
  };
}

type Choice = { readonly agreement: string | null; readonly purpose: Purpose | null };

function chosen(details: unknown, header: string | null): Choice {
  const allowed = (Array.isArray(details) ? details : []).flatMap(choiceOf);
  const fitting = header === null ? allowed : allowed.filter(({ agreement }) => agreement === header);
  const only = fitting[0];
  if (only !== undefined && fitting.length === 1) return only;
  if (header === null && allowed.length === 0) return { agreement: null, purpose: null };
  throw new RegistryError(
    'BASIS_REQUIRED',
    fitting.length === 0
      ? 'The `seisi-agreement` header names an agreement that the token does not allow.'
      : 'The token allows more than one agreement. Name one of them in the `seisi-agreement` header.',
  );
}

function choiceOf(detail: unknown): Choice[] {
  if (typeof detail !== 'object' || detail === null) return [];
  const { type, agreement, purpose } = detail as Record<string, unknown>;
  const number = textOf(agreement);
  return type === 'seisi_agreement' && number !== null && isPurpose(purpose)
    ? [{ agreement: number, purpose }]
    : [];
}

/** Scopes come as one text (RFC 8693) or, from some issuers, as a list. */
function scopesOf(scope: unknown): string[] {
  if (typeof scope === 'string') return scope.split(' ').filter((word) => word !== '');
  return Array.isArray(scope) ? scope.filter((word) => typeof word === 'string') : [];
}

/** A text that can name something: not empty, without control characters or half characters, which a register cannot keep. */
function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' && !/[\p{Cc}\p{Cs}]/u.test(claim) ? claim : null;
}
