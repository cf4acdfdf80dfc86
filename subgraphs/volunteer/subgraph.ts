import { joinedResolvers } from '@seisi/host/joined-resolvers';
import { loaderGroups } from '@seisi/host/loader-groups';
import type { FileRule, Subgraph } from '@seisi/host/subgraph';
import { activityLoaders } from './activity.loaders.ts';
import { activityResolvers } from './activity.resolvers.ts';
import { applicationLoaders } from './application.loaders.ts';
import { applicationResolvers } from './application.resolvers.ts';
import type { VolunteerApplicationFileRow } from './application.table.ts';
import { applicationFileLoaders } from './application-file.loaders.ts';
import { caseLoaders } from './case.loaders.ts';
import { caseResolvers } from './case.resolvers.ts';
import type { VolunteerCaseFileRow } from './case.table.ts';
import { caseFileLoaders } from './case-file.loaders.ts';
import { centreResolvers } from './centre.resolvers.ts';
import type { VolunteerLoaders } from './context.ts';
import { documentRule } from './document.ticket.ts';
import { openErrands } from './errand.step.ts';
import { inductionLoaders } from './induction.loaders.ts';
import { inductionResolvers } from './induction.resolvers.ts';
import { offerResolvers } from './offer.resolvers.ts';
import { organisationLoaders } from './organisation.loaders.ts';
import { organisationResolvers } from './organisation.resolvers.ts';
import { programmeLoaders } from './programme.loaders.ts';
import { programmeResolvers } from './programme.resolvers.ts';
import { readAhead } from './read-ahead.ts';
import { reviewResolvers } from './review.resolvers.ts';
import { volunteeringLoaders } from './volunteering.loaders.ts';
import { volunteeringResolvers } from './volunteering.resolvers.ts';
import { volunteeringPartLoaders } from './volunteering-part.loaders.ts';

const join = loaderGroups();

/** Whose grant opens a file: that of the person whose record it is. */
const applicationFile: FileRule = {
  subject: ({ personKey }: VolunteerApplicationFileRow) => personKey,
  grant: ({ applicant }: { readonly applicant?: { readonly grant?: unknown } | null }) => applicant?.grant,
};

/** The same of a case: that of whom it is about. */
const caseFile: FileRule = {
  subject: ({ personKey }: VolunteerCaseFileRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

/** The door of the room `volunteer`: from the first form to the case in which a volunteer helps. */
export const subgraph: Subgraph<VolunteerLoaders> = {
  name: 'volunteer',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    activityResolvers,
    applicationResolvers,
    caseResolvers,
    centreResolvers,
    inductionResolvers,
    offerResolvers,
    organisationResolvers,
    programmeResolvers,
    reviewResolvers,
    volunteeringResolvers,
  ),
  loaders: (parts) =>
    join(
      () => activityLoaders(parts),
      () => applicationLoaders(parts),
      () => applicationFileLoaders(parts),
      () => caseLoaders(parts),
      () => caseFileLoaders(parts),
      () => inductionLoaders(parts),
      () => organisationLoaders(parts),
      () => programmeLoaders(parts),
      () => volunteeringLoaders(parts),
      () => volunteeringPartLoaders(parts),
    ),
  readAhead,
  documents: documentRule,
  works: openErrands,
  files: { VolunteerApplicationFile: applicationFile, VolunteerCaseFile: caseFile },
};
