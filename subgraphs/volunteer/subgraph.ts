import type { Subgraph } from '@seisi/host/subgraph';
import { readAhead } from './read-ahead.ts';
import { type VolunteeringLoaders, volunteeringLoaders } from './volunteering.loaders.ts';
import { volunteeringResolvers } from './volunteering.resolvers.ts';

/** The door of the room `volunteer`. */
export const subgraph: Subgraph<VolunteeringLoaders> = {
  name: 'volunteer',
  folder: import.meta.dirname,
  resolvers: volunteeringResolvers,
  loaders: volunteeringLoaders,
  readAhead,
};
