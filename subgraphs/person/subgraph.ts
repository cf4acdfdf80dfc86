import type { Subgraph } from '@seisi/host/subgraph';
import { areaResolvers } from './area.resolvers.ts';
import { assessmentResolvers } from './assessment.resolvers.ts';
import { consentResolvers } from './consent.resolvers.ts';
import type { ConsentRow } from './consent.table.ts';
import { districtInquiry } from './district.inquiry.ts';
import { explainResolvers } from './explain.resolvers.ts';
import { holdFacts } from './ground-fact.lease.ts';
import { householdResolvers } from './household.resolvers.ts';
import { householdOnDayResolvers } from './household-on-day.resolvers.ts';
import { labelResolvers } from './label.resolvers.ts';
import { paperConsentResolvers } from './paper-consent.resolvers.ts';
import { personResolvers } from './person.resolvers.ts';
import { readAhead } from './read-ahead.ts';
import { recordedIncomeResolvers } from './recorded-income.resolvers.ts';
import { recordedValueResolvers } from './recorded-value.resolvers.ts';
import { registerInquiries } from './register.inquiry.ts';
import { type PersonLoaders, personRoomLoaders } from './room.loaders.ts';
import type { Resolvers } from './types.generated.ts';
import { viewerResolvers } from './viewer.resolvers.ts';

const resolvers: Resolvers = {
  ...assessmentResolvers,
  ...consentResolvers,
  ...householdResolvers,
  ...householdOnDayResolvers,
  ...labelResolvers,
  ...paperConsentResolvers,
  ...personResolvers,
  ...recordedIncomeResolvers,
  ...recordedValueResolvers,
  ...viewerResolvers,
  ...explainResolvers,
  Mutation: {
    ...consentResolvers.Mutation,
    ...paperConsentResolvers.Mutation,
    ...recordedIncomeResolvers.Mutation,
    ...recordedValueResolvers.Mutation,
  },
  Household: { ...householdResolvers.Household, ...householdOnDayResolvers.Household },
  Person: { ...personResolvers.Person, ...recordedIncomeResolvers.Person, ...recordedValueResolvers.Person },
  Viewer: { ...viewerResolvers.Viewer, ...explainResolvers.Viewer },
  Query: {
    ...areaResolvers.Query,
    ...assessmentResolvers.Query,
    ...consentResolvers.Query,
    ...householdResolvers.Query,
    ...labelResolvers.Query,
    ...personResolvers.Query,
    ...viewerResolvers.Query,
  },
};

/** What stands for one person, and is opened as they are. */
const FILES: ReadonlySet<string> = new Set(['ConsentFile', 'PaperConsentFile', 'IncomeFile', 'PersonFile']);

/** The person room: people, households, poverty; and the only room that mints grants. */
export const subgraph: Subgraph<PersonLoaders> = {
  name: 'person',
  folder: import.meta.dirname,
  resolvers,
  loaders: personRoomLoaders,
  holdFacts,
  inquiries: (parts) => ({ ...registerInquiries(parts), DISTRICT: districtInquiry(parts) }),
  readAhead,
  mint: (type, row, { loaders }) => {
    if (FILES.has(type)) return loaders.grantOf('Person', (row as unknown as ConsentRow).personKey);
    return type === 'Household' || type === 'Person' ? loaders.grantOf(type, row.key) : null;
  },
};
