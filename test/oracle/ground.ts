import type { PersonaToken } from '@seisi/migrations/seed/personas';
import type { DataClass } from '@seisi/schema/classes';
import { type AgreementRow, isValidOn, type PersonRow, type PostingRow, type Registry } from './registry.ts';

/** The classes of access §2, in the order in which the graph names them. */
export const CLASS_LIST = [
  'register',
  'area',
  'identity.masked',
  'identity',
  'contact',
  'kinship.count',
  'kinship',
  'education',
  'employment',
  'income.band',
  'income',
  'assets',
  'poverty.status',
  'poverty',
  'health',
  'disability.fact',
  'disability',
  'aid',
  'aid.note',
  'payment',
  'bank',
  'case',
  'protection',
  'volunteering',
  'pass',
  'receipts',
] as const satisfies readonly DataClass[];

export type Classes = ReadonlySet<string>;

/** Every class there is. */
export const ALL: Classes = new Set(CLASS_LIST);
/** No class: nothing of a subject, not even that it exists. */
export const NONE: Classes = new Set();

/** The one ground of a request (access §3), with the classes that it opens at the most. */
export type Ground = { readonly ceiling: Classes } & (
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SELF'; readonly person: PersonRow }
  | { readonly kind: 'POSTING'; readonly posting: PostingRow; readonly kin: ReadonlySet<string> }
  | { readonly kind: 'AGREEMENT'; readonly agreement: AgreementRow; readonly purpose: string }
);

const NO_GROUND: Ground = { kind: 'NONE', ceiling: NONE };

/** The classes named, with what they imply (access §2). */
export function classes(...names: readonly string[]): Classes {
  return new Set(names.flatMap((name) => [name, ...(IMPLIED[name] ?? [])]));
}

const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  income: ['income.band'],
  identity: ['identity.masked'],
  kinship: ['kinship.count'],
  disability: ['disability.fact'],
  poverty: ['poverty.status'],
};

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
  return person === undefined ? NO_GROUND : { kind: 'SELF', ceiling: ALL, person };
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
  return { kind: 'POSTING', ceiling: classes(...posting.classes), posting, kin };
}

function ofClient({ rows, today }: Registry, token: PersonaToken, chosen: string | null): Ground | 'several' {
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
  return { kind: 'AGREEMENT', ceiling: classes(...agreement.classes), agreement, purpose: detail.purpose };
}
