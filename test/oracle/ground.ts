import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { namedByConsents, namedByIncidents } from './addition.ts';
import { ALL, type Classes, NONE } from './class-set.ts';
import { type Limit, left, limitOf } from './limit.ts';
import { type AgreementRow, isValidOn, type PersonRow, type PostingRow, type Registry } from './registry.ts';

/**
 * The one ground of a request (access §3): the classes that it opens at the most are what it, with all that is added to it, names of
 * anybody, within the limit of its purpose and its assurance level.
 */
export type Ground = { readonly ceiling: Classes; readonly named: Classes; readonly limit: Limit } & (
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SELF'; readonly person: PersonRow }
  | { readonly kind: 'POSTING'; readonly posting: PostingRow; readonly kin: ReadonlySet<string> }
  | { readonly kind: 'AGREEMENT'; readonly agreement: AgreementRow; readonly purpose: string }
);

const NO_GROUND: Ground = {
  kind: 'NONE',
  ceiling: NONE,
  named: NONE,
  limit: { purpose: NONE, assurance: NONE },
};

/** A ground with its ceiling: all that it names of anybody, within its limit. */
function within<Rest extends object>(limit: Limit, named: Iterable<string>, rest: Rest) {
  const names = new Set(named);
  return { ...rest, limit, named: names, ceiling: left(limit, names) };
}

/** The ground of a token, by the facts that their owners keep; `several` where it must be chosen, or the choice is not the token's. */
export function groundOf(
  registry: Registry,
  token: PersonaToken | null,
  chosen: string | null,
): Ground | 'several' {
  if (token?.viewer_kind === 'CITIZEN') return ofCitizen(registry, token);
  if (token?.viewer_kind === 'OFFICER') return ofOfficer(registry, token);
  if (token?.viewer_kind === 'AGENCY_CLIENT') return ofClient(registry, token, chosen);
  return NO_GROUND;
}

function ofCitizen({ rows }: Registry, token: PersonaToken): Ground {
  const person = rows.people.find(({ id }) => id === token.person);
  return person === undefined
    ? NO_GROUND
    : within(limitOf(token.acr, null), ALL, { kind: 'SELF' as const, person });
}

function ofOfficer({ rows, today }: Registry, token: PersonaToken): Ground | 'several' {
  const postings = rows.postings.filter((row) => row.officer === token.sub && isValidOn(row, today));
  const [posting] = postings;
  if (posting === undefined) return NO_GROUND;
  if (postings.length > 1) return 'several';
  const relatives = rows.groundFacts.filter(
    (fact) => fact.kind === 'RELATIVE' && fact.holder === token.sub && isValidOn(fact, today),
  );
  const kin = new Set([posting.personKey, ...relatives.map(({ subjectKey }) => subjectKey ?? '')]);
  return within(limitOf(token.acr, null), posting.classes, { kind: 'POSTING' as const, posting, kin });
}

function ofClient(registry: Registry, token: PersonaToken, chosen: string | null): Ground | 'several' {
  const { rows, today } = registry;
  const allowed = token.authorization_details ?? [];
  const detail = chosen === null ? allowed[0] : allowed.find(({ agreement }) => agreement === chosen);
  if (detail === undefined) return chosen === null ? NO_GROUND : 'several';
  if (chosen === null && allowed.length > 1) return 'several';
  const agreement = rows.agreements.find(
    (row) =>
      row.number === detail.agreement &&
      row.agencyCode === token.agency &&
      row.purposes.includes(detail.purpose) &&
      isValidOn(row, today),
  );
  if (agreement === undefined) return NO_GROUND;
  const used = { agreement, purpose: detail.purpose };
  const named = [
    ...agreement.classes,
    ...namedByConsents(registry, used, null),
    ...namedByIncidents(registry, used, null),
  ];
  return within(limitOf(token.acr, used.purpose), named, { kind: 'AGREEMENT' as const, ...used });
}
