import type { Context } from '@seisi/host/context';
import type { PersonLoaders } from './room.loaders.ts';

/** What the resolvers of this room see. */
export type RoomContext = Context<PersonLoaders>;
