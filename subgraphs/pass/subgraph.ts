import type { Subgraph } from '@seisi/host/subgraph';
import type { PassLoaders } from './context.ts';
import { readAhead } from './read-ahead.ts';
import { workPassLoaders } from './work-pass.loaders.ts';
import { workPassResolvers } from './work-pass.resolvers.ts';

/** The room of work passes: who employs whom under which pass. */
export const subgraph: Subgraph<PassLoaders> = {
  name: 'pass',
  folder: import.meta.dirname,
  resolvers: workPassResolvers,
  loaders: workPassLoaders,
  readAhead,
};
