import { joinedResolvers } from '@seisi/host/joined-resolvers';
import { loaderGroups } from '@seisi/host/loader-groups';
import type { Subgraph, Work, WorkParts } from '@seisi/host/subgraph';
import { agencyLoaders } from './agency.loaders.ts';
import { agencyResolvers } from './agency.resolvers.ts';
import { agencyApplicationLoaders } from './agency-application.loaders.ts';
import { agencyApplicationResolvers } from './agency-application.resolvers.ts';
import { agencyStandingResolvers } from './agency-standing.resolvers.ts';
import { agreementLoaders } from './agreement.loaders.ts';
import { agreementResolvers } from './agreement.resolvers.ts';
import { breachReportLoaders } from './breach-report.loaders.ts';
import { breachReportResolvers } from './breach-report.resolvers.ts';
import type { AgencyLoaders } from './context.ts';
import { openErrands } from './errand.step.ts';
import { incidentLoaders } from './incident.loaders.ts';
import { incidentResolvers } from './incident.resolvers.ts';
import { openOverdue } from './overdue.work.ts';
import { ownedFacts } from './owned-fact.loaders.ts';
import { postingLoaders } from './posting.loaders.ts';
import { postingResolvers } from './posting.resolvers.ts';
import { postingOfferLoaders } from './posting-offer.loaders.ts';
import { readAhead } from './read-ahead.ts';
import { referralLoaders } from './referral.loaders.ts';
import { referralFile, referralResolvers } from './referral.resolvers.ts';
import { referralFileLoaders } from './referral-file.loaders.ts';

import { referralTaskLoaders } from './referral-task.loaders.ts';
import { referralTaskResolvers } from './referral-task.resolvers.ts';
import { reliefLoaders } from './relief.loaders.ts';
import { reliefResolvers } from './relief.resolvers.ts';
import { sharingDecisionResolvers } from './sharing-decision.resolvers.ts';
import { sharingRequestLoaders } from './sharing-request.loaders.ts';
import { sharingRequestResolvers } from './sharing-request.resolvers.ts';

const join = loaderGroups();

/** The door of the room `agency`. */
export const subgraph: Subgraph<AgencyLoaders> = {
  name: 'agency',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    agencyResolvers,
    agreementResolvers,
    breachReportResolvers,
    agencyApplicationResolvers,
    agencyStandingResolvers,
    incidentResolvers,
    postingResolvers,
    referralResolvers,
    referralTaskResolvers,
    reliefResolvers,
    sharingDecisionResolvers,
    sharingRequestResolvers,
  ),
  loaders: (parts) =>
    join(
      () => agencyLoaders(parts),
      () => agreementLoaders(parts),
      () => breachReportLoaders(parts),
      () => agencyApplicationLoaders(parts),
      () => incidentLoaders(parts),
      () => postingLoaders(parts),
      () => postingOfferLoaders(parts),
      () => referralLoaders(parts),
      () => referralTaskLoaders(parts),
      () => reliefLoaders(parts),
      () => sharingRequestLoaders(parts),
      () => referralFileLoaders(parts),
    ),
  readAhead,
  works,
  files: { ReferralFile: referralFile },
  ownedFacts,
};

/** What this room does beside requests: errands leave, and agencies are told of what is overdue. */
function works(parts: WorkParts): Work {
  const { databaseUrl, now, onNotice } = parts;
  const all = [openErrands(parts), openOverdue({ databaseUrl, now, onNotice })];
  return {
    close: async () => {
      for (const one of all) await one?.close();
    },
  };
}
