import { joinedResolvers } from '@seisi/host/joined-resolvers';
import type { Subgraph } from '@seisi/host/subgraph';
import { adoptedLineResolvers } from './adopted-line.resolvers.ts';
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
import { listedPersonInquiry } from './listed-person.inquiry.ts';
import { lockedListInquiry } from './locked-list.inquiry.ts';
import { lockedListResolvers } from './locked-list.resolvers.ts';
import { paperConsentResolvers } from './paper-consent.resolvers.ts';
import { personResolvers } from './person.resolvers.ts';
import { readAhead } from './read-ahead.ts';
import { openRecompute } from './recompute-run.work.ts';
import { recordedIncomeResolvers } from './recorded-income.resolvers.ts';
import { recordedValueResolvers } from './recorded-value.resolvers.ts';
import { registerInquiries } from './register.inquiry.ts';
import { registeredInquiry } from './registered.inquiry.ts';
import { registrationResolvers } from './registration.resolvers.ts';
import type { RegistrationFileRow } from './registration.table.ts';
import { type PersonLoaders, personRoomLoaders } from './room.loaders.ts';
import { viewerResolvers } from './viewer.resolvers.ts';

/** What stands for one person, and is opened as they are. */
const FILES: ReadonlySet<string> = new Set(['ConsentFile', 'PaperConsentFile', 'IncomeFile', 'PersonFile']);

/** The person room: people, households, poverty; and the only room that mints grants. */
export const subgraph: Subgraph<PersonLoaders> = {
  name: 'person',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    adoptedLineResolvers,
    areaResolvers,
    assessmentResolvers,
    consentResolvers,
    explainResolvers,
    householdResolvers,
    householdOnDayResolvers,
    labelResolvers,
    lockedListResolvers,
    paperConsentResolvers,
    personResolvers,
    recordedIncomeResolvers,
    recordedValueResolvers,
    registrationResolvers,
    viewerResolvers,
  ),
  loaders: personRoomLoaders,
  holdFacts,
  inquiries: (parts) => ({
    ...registerInquiries(parts),
    DISTRICT: districtInquiry(parts),
    LISTED_PERSON: listedPersonInquiry(parts),
    LOCKED_LIST: lockedListInquiry(parts),
    REGISTERED: registeredInquiry(parts),
  }),
  readAhead,
  works: ({ databaseUrl, now, onNotice }) => openRecompute({ databaseUrl, now, onNotice }),
  mint: (type, row, { loaders }) => {
    if (FILES.has(type)) return loaders.grantOf('Person', (row as unknown as ConsentRow).personKey);
    if (type === 'RegistrationFile')
      return loaders.grantOf('Household', (row as unknown as RegistrationFileRow).householdKey);
    return type === 'Household' || type === 'Person' ? loaders.grantOf(type, row.key) : null;
  },
};
