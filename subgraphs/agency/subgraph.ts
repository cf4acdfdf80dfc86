import { loaderGroups } from '@seisi/host/loader-groups';
import type { Subgraph } from '@seisi/host/subgraph';
import { agencyLoaders } from './agency.loaders.ts';
import { agencyResolvers } from './agency.resolvers.ts';
import type { AgencyLoaders } from './context.ts';
import { ownedFacts } from './owned-fact.loaders.ts';
import { readAhead } from './read-ahead.ts';
import { referralLoaders } from './referral.loaders.ts';
import { referralFile, referralResolvers } from './referral.resolvers.ts';
import { referralFileLoaders } from './referral-file.loaders.ts';

const join = loaderGroups();

/** The door of the room `agency`. */
export const subgraph: Subgraph<AgencyLoaders> = {
  name: 'agency',
  folder: import.meta.dirname,
  resolvers: { ...referralResolvers, Query: { ...agencyResolvers.Query, ...referralResolvers.Query } },
  loaders: (parts) =>
    join(
      () => agencyLoaders(parts),
      () => referralLoaders(parts),
      () => referralFileLoaders(parts),
    ),
  readAhead,
  files: { ReferralFile: referralFile },
  ownedFacts,
};
