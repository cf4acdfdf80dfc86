import type { Context } from '@seisi/host/context';
import type { applicationLoaders } from './application.loaders.ts';
import type { applicationProcessLoaders } from './application-process.loaders.ts';
import type { clockLoaders } from './clock.loaders.ts';
import type { draftLoaders } from './draft.loaders.ts';
import type { noticeLoaders } from './notice.loaders.ts';
import type { paymentLoaders } from './payment.loaders.ts';
import type { schemeLoaders } from './scheme.loaders.ts';

/** The reads of this room. */
export type AidLoaders = ReturnType<typeof applicationLoaders> &
  ReturnType<typeof applicationProcessLoaders> &
  ReturnType<typeof draftLoaders> &
  ReturnType<typeof clockLoaders> &
  ReturnType<typeof noticeLoaders> &
  ReturnType<typeof paymentLoaders> &
  ReturnType<typeof schemeLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<AidLoaders>;
