import type { Context } from '@seisi/host/context';
import type { renewalLoaders } from './renewal.loaders.ts';
import type { renewalPartLoaders } from './renewal-part.loaders.ts';
import type { workPassLoaders } from './work-pass.loaders.ts';

/** The reads of this room. */
export type PassLoaders = ReturnType<typeof renewalLoaders> &
  ReturnType<typeof renewalPartLoaders> &
  ReturnType<typeof workPassLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<PassLoaders>;
