import type { Context } from '@seisi/host/context';
import type { activityLoaders } from './activity.loaders.ts';
import type { applicationLoaders } from './application.loaders.ts';
import type { applicationFileLoaders } from './application-file.loaders.ts';
import type { caseLoaders } from './case.loaders.ts';
import type { caseFileLoaders } from './case-file.loaders.ts';
import type { inductionLoaders } from './induction.loaders.ts';
import type { organisationLoaders } from './organisation.loaders.ts';
import type { programmeLoaders } from './programme.loaders.ts';
import type { volunteeringLoaders } from './volunteering.loaders.ts';
import type { volunteeringPartLoaders } from './volunteering-part.loaders.ts';

/** The reads of this room. */
export type VolunteerLoaders = ReturnType<typeof activityLoaders> &
  ReturnType<typeof applicationLoaders> &
  ReturnType<typeof applicationFileLoaders> &
  ReturnType<typeof caseLoaders> &
  ReturnType<typeof caseFileLoaders> &
  ReturnType<typeof inductionLoaders> &
  ReturnType<typeof organisationLoaders> &
  ReturnType<typeof programmeLoaders> &
  ReturnType<typeof volunteeringLoaders> &
  ReturnType<typeof volunteeringPartLoaders>;

/** What every resolver of this room is handed. */
export type RoomContext = Context<VolunteerLoaders>;
