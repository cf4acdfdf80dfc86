import type { Context } from '@seisi/host/context';
import type { registrationLoaders } from './registration.loaders.ts';

/** The reads of this room. */
export type OkuLoaders = ReturnType<typeof registrationLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<OkuLoaders>;
