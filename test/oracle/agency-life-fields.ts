import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { type Fields, page } from './field.ts';

type PostingRow = RegistryRows['postings'][number];

/** How agencies come and go: those of the seed were there before steps were kept, and nobody has applied. */
export const agencyLifeFields: Fields = {
  'Query.agencySteps': () => [],
  'Query.agencyApplication': () => null,
  'Query.postings': (_root, given, { registry, ground }) => {
    const own = ground.kind === 'POSTING' ? ground.posting.agencyCode : null;
    const found = registry.rows.postings.filter(({ agencyCode }) => agencyCode === own);
    return page(
      found.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      given,
    );
  },
  'Query.postingOffers': (_root, given) => page([], given),
  'Posting.agency': ({ agencyCode }: PostingRow, _given, { registry }) =>
    registry.rows.agencies.find(({ code }) => code === agencyCode) ?? null,
  'Query.agencyApplications': (_root, given) => page([], given),
};
