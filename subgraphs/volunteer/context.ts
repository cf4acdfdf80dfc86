import type { Context } from '@seisi/host/context';
import type { VolunteeringLoaders } from './volunteering.loaders.ts';

/** What every resolver of this room is handed. */
export type RoomContext = Context<VolunteeringLoaders>;
