import type { Context } from '@seisi/host/context';
import type { workPassLoaders } from './work-pass.loaders.ts';

/** The reads of this room. */
export type PassLoaders = ReturnType<typeof workPassLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<PassLoaders>;
