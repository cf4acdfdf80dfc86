import { agreementSummary } from '../../subgraphs/agency/agreement-summary.ts';
import { type Fields, page } from './field.ts';
import type { Ground } from './ground.ts';
import { type AgreementRow, compare } from './registry.ts';

/** Agreements: for the agency that holds one, and for the one that decided on it. What a summary says is proved in `test/access/agreement-summary.test.ts`. */
export const agreementFields: Fields = {
  'Query.agreement': (_root, { number }, { registry, ground }) =>
    registry.rows.agreements.find((row) => row.number === number && isFor(ground, row)) ?? null,
  'Query.agreements': (_root, given, { registry, ground }) => {
    const found = registry.rows.agreements.filter((row) => isFor(ground, row));
    return page(
      found.toSorted((one, other) => compare(one.number, other.number)),
      given,
    );
  },
  'Agreement.agency': ({ agencyCode }: AgreementRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === agencyCode) ?? null,
  'Agreement.provider': ({ providerCode }: AgreementRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === providerCode) ?? null,
  'Agreement.status': ({ validUntil }: AgreementRow, _given, { registry }) =>
    validUntil !== null && validUntil <= registry.today ? 'EXPIRED' : 'IN_FORCE',
  'Agreement.terms': (row: AgreementRow) => row,
  'Agreement.summary': (row: AgreementRow, { language }, { registry }) => {
    const agency = registry.rows.agencies.find(({ code }) => code === row.agencyCode);
    return agreementSummary(row, agency?.name ?? '', language === 'EN' ? 'EN' : 'MS');
  },
  'Agreement.pending': () => null,
  // Those of the seed were concluded before steps were kept.
  'Agreement.steps': () => [],
};

function isFor(ground: Ground, { agencyCode, providerCode }: AgreementRow): boolean {
  if (ground.kind === 'AGREEMENT') return [agencyCode, providerCode].includes(ground.agreement.agencyCode);
  return ground.kind === 'POSTING' && [agencyCode, providerCode].includes(ground.posting.agencyCode);
}
