import type { Subgraph } from '@seisi/host/subgraph';
import type { OkuLoaders } from './context.ts';
import { readAhead } from './read-ahead.ts';
import { registrationLoaders } from './registration.loaders.ts';
import { registrationResolvers } from './registration.resolvers.ts';

/** The room of the OKU register: registrations and cards. */
export const subgraph: Subgraph<OkuLoaders> = {
  name: 'oku',
  folder: import.meta.dirname,
  resolvers: registrationResolvers,
  loaders: registrationLoaders,
  readAhead,
};
