import type { Context } from '@seisi/host/context';
import type { applicationLoaders } from './application.loaders.ts';
import type { applicationPartLoaders } from './application-part.loaders.ts';
import type { careCentreLoaders } from './care-centre.loaders.ts';
import type { credentialLoaders } from './credential.loaders.ts';
import type { outcomeLoaders } from './outcome.loaders.ts';
import type { registrationLoaders } from './registration.loaders.ts';
import type { registrationPartLoaders } from './registration-part.loaders.ts';

/** The reads of this room. */
export type OkuLoaders = ReturnType<typeof applicationLoaders> &
  ReturnType<typeof applicationPartLoaders> &
  ReturnType<typeof careCentreLoaders> &
  ReturnType<typeof credentialLoaders> &
  ReturnType<typeof outcomeLoaders> &
  ReturnType<typeof registrationLoaders> &
  ReturnType<typeof registrationPartLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<OkuLoaders>;
