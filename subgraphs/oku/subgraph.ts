import { joinedResolvers } from '@seisi/host/joined-resolvers';
import { loaderGroups } from '@seisi/host/loader-groups';
import type { FileRule, Subgraph, Work, WorkParts } from '@seisi/host/subgraph';
import { appealResolvers } from './appeal.resolvers.ts';
import { applicationLoaders } from './application.loaders.ts';
import { applicationResolvers } from './application.resolvers.ts';
import type { OkuApplicationRow } from './application.table.ts';
import { applicationPartLoaders } from './application-part.loaders.ts';
import { assessmentResolvers } from './assessment.resolvers.ts';
import { cardResolvers } from './card.resolvers.ts';
import { openCardReminders } from './card-reminder.work.ts';
import { careCentreLoaders } from './care-centre.loaders.ts';
import { careCentreResolvers } from './care-centre.resolvers.ts';
import type { OkuLoaders } from './context.ts';
import { credentialLoaders } from './credential.loaders.ts';
import { credentialResolvers } from './credential.resolvers.ts';
import { documentRule } from './document.ticket.ts';
import { openDueInformation } from './due-information.work.ts';
import { openErrands } from './errand.step.ts';
import { outcomeLoaders } from './outcome.loaders.ts';
import { readAhead } from './read-ahead.ts';
import { registrationLoaders } from './registration.loaders.ts';
import { registrationResolvers } from './registration.resolvers.ts';
import type { OkuRegistrationRow } from './registration.table.ts';
import { registrationPartLoaders } from './registration-part.loaders.ts';
import { statusCheckResolvers } from './status-check.resolvers.ts';

const join = loaderGroups();

/** Whose grant opens a file: that of the person whom it is about. */
const applicationFile: FileRule = {
  subject: ({ personKey }: OkuApplicationRow) => personKey,
  grant: ({ applicant }: { readonly applicant?: { readonly grant?: unknown } | null }) => applicant?.grant,
};
const registrationFile: FileRule = {
  subject: ({ personKey }: OkuRegistrationRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

/** The room of the OKU register: from the first form to the card, and to the end of an entry. */
export const subgraph: Subgraph<OkuLoaders> = {
  name: 'oku',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    appealResolvers,
    applicationResolvers,
    assessmentResolvers,
    cardResolvers,
    careCentreResolvers,
    credentialResolvers,
    registrationResolvers,
    statusCheckResolvers,
  ),
  loaders: (parts) =>
    join(
      () => applicationLoaders(parts),
      () => applicationPartLoaders(parts),
      () => careCentreLoaders(parts),
      () => credentialLoaders(parts),
      () => outcomeLoaders(parts),
      () => registrationLoaders(parts),
      () => registrationPartLoaders(parts),
    ),
  readAhead,
  documents: documentRule,
  issues: true,
  works,
  files: { OkuApplicationFile: applicationFile, OkuRegistrationFile: registrationFile },
};

/** What this room does beside requests: what is not completed counts as withdrawn, holders are reminded, and errands leave. */
function works(parts: WorkParts): Work {
  const { databaseUrl, now, onNotice } = parts;
  const own = { databaseUrl, now, onNotice };
  const all = [openDueInformation(own), openCardReminders(own), openErrands(parts)];
  return {
    close: async () => {
      for (const one of all) await one?.close();
    },
  };
}
