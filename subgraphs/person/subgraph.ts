import { joinedResolvers } from '@seisi/host/joined-resolvers';
import type { Subgraph, Work, WorkParts } from '@seisi/host/subgraph';
import { adoptedLineResolvers } from './adopted-line.resolvers.ts';
import { aidEffectResolvers } from './aid-effect.resolvers.ts';
import { aidReceivedResolvers } from './aid-received.resolvers.ts';
import { areaResolvers } from './area.resolvers.ts';
import { articleResolvers } from './article.resolvers.ts';
import { assessmentResolvers } from './assessment.resolvers.ts';
import { consentResolvers } from './consent.resolvers.ts';
import type { ConsentRow } from './consent.table.ts';
import { districtInquiry, openDistrictInquiry } from './district.inquiry.ts';
import { openErrands } from './errand.step.ts';
import { explainResolvers } from './explain.resolvers.ts';
import { holdFacts } from './ground-fact.lease.ts';
import { householdResolvers } from './household.resolvers.ts';
import { householdOnDayResolvers } from './household-on-day.resolvers.ts';
import { identityInquiry } from './identity.inquiry.ts';
import { identityCardResolvers } from './identity-card.resolvers.ts';
import type { IdentityCardFileRow } from './identity-card.table.ts';
import { openIdentityComparing } from './identity-due.work.ts';
import { grantOfMatch } from './identity-match.policy.ts';
import { identityMatchResolvers } from './identity-match.resolvers.ts';
import type { IdentityMatchFileRow } from './identity-match.table.ts';
import { labelResolvers } from './label.resolvers.ts';
import { listedPersonInquiry } from './listed-person.inquiry.ts';
import { lockedListInquiry } from './locked-list.inquiry.ts';
import { lockedListResolvers } from './locked-list.resolvers.ts';
import { moveResolvers } from './move.resolvers.ts';
import { nameInquiry } from './name.inquiry.ts';
import { noticeResolvers } from './notice.resolvers.ts';
import { paperConsentResolvers } from './paper-consent.resolvers.ts';
import { personResolvers } from './person.resolvers.ts';
import { readAhead } from './read-ahead.ts';
import { openRecompute } from './recompute-run.work.ts';
import { recordedAddressResolvers } from './recorded-address.resolvers.ts';
import { recordedIncomeResolvers } from './recorded-income.resolvers.ts';
import { recordedValueResolvers } from './recorded-value.resolvers.ts';
import { registerInquiries } from './register.inquiry.ts';
import { registeredInquiry } from './registered.inquiry.ts';
import { registrationResolvers } from './registration.resolvers.ts';
import type { RegistrationFileRow } from './registration.table.ts';
import { relocationResolvers } from './relocation.resolvers.ts';
import { type PersonLoaders, personRoomLoaders } from './room.loaders.ts';
import { statusCheckResolvers } from './status-check.resolvers.ts';
import { subjectInquiry } from './subject.inquiry.ts';
import { updateRequestResolvers } from './update-request.resolvers.ts';
import { viewerResolvers } from './viewer.resolvers.ts';

/** What stands for one person, and is opened as they are. */
const FILES: ReadonlySet<string> = new Set([
  'ConsentFile',
  'PaperConsentFile',
  'IncomeFile',
  'PersonFile',
  'UpdateRequestFile',
  'AidReceivedFile',
]);
/** What stands for one household. */
const HOUSEHOLD_FILES: ReadonlySet<string> = new Set(['AddressFile', 'RegistrationFile', 'IdentityCardFile']);

/** The person room: people, households, poverty; and the only room that mints grants. */
export const subgraph: Subgraph<PersonLoaders> = {
  name: 'person',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    adoptedLineResolvers,
    aidEffectResolvers,
    aidReceivedResolvers,
    areaResolvers,
    articleResolvers,
    assessmentResolvers,
    consentResolvers,
    explainResolvers,
    householdResolvers,
    householdOnDayResolvers,
    identityCardResolvers,
    identityMatchResolvers,
    labelResolvers,
    lockedListResolvers,
    noticeResolvers,
    moveResolvers,
    paperConsentResolvers,
    personResolvers,
    recordedAddressResolvers,
    recordedIncomeResolvers,
    recordedValueResolvers,
    registrationResolvers,
    statusCheckResolvers,
    updateRequestResolvers,
    relocationResolvers,
    viewerResolvers,
  ),
  loaders: personRoomLoaders,
  holdFacts,
  inquiries: (parts) => ({
    ...registerInquiries(parts),
    DISTRICT: districtInquiry(parts),
    IDENTITY: identityInquiry(parts),
    LISTED_PERSON: listedPersonInquiry(parts),
    LOCKED_LIST: lockedListInquiry(parts),
    NAME: nameInquiry(parts),
    OPEN_DISTRICT: openDistrictInquiry(parts),
    REGISTERED: registeredInquiry(parts),
    SUBJECT: subjectInquiry(parts),
  }),
  readAhead,
  works,
  mint: (type, row, { loaders }) => {
    if (FILES.has(type)) return loaders.grantOf('Person', (row as unknown as ConsentRow).personKey);
    if (HOUSEHOLD_FILES.has(type))
      return loaders.grantOf(
        'Household',
        (row as unknown as RegistrationFileRow | IdentityCardFileRow).householdKey,
      );
    if (type === 'IdentityMatchFile')
      return grantOfMatch(row as unknown as IdentityMatchFileRow, async (key) =>
        loaders.grantOf('Person', key),
      );
    return type === 'Household' || type === 'Person' ? loaders.grantOf(type, row.key) : null;
  },
};

/** What this room does beside requests: a new poverty line is applied to everybody, whoever is new is compared with the register, and errands leave. */
function works(parts: WorkParts): Work {
  const { databaseUrl, now, onNotice } = parts;
  const own = { databaseUrl, now, onNotice };
  const all = [openRecompute(own), openIdentityComparing(own), openErrands(parts)];
  return {
    close: async () => {
      for (const one of all) await one?.close();
    },
  };
}
