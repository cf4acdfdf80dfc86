import type { Context } from '@seisi/host/context';
import type { agencyLoaders } from './agency.loaders.ts';
import type { agencyApplicationLoaders } from './agency-application.loaders.ts';
import type { agreementLoaders } from './agreement.loaders.ts';
import type { breachReportLoaders } from './breach-report.loaders.ts';
import type { incidentLoaders } from './incident.loaders.ts';
import type { postingLoaders } from './posting.loaders.ts';
import type { postingOfferLoaders } from './posting-offer.loaders.ts';
import type { referralLoaders } from './referral.loaders.ts';
import type { referralFileLoaders } from './referral-file.loaders.ts';

import type { referralTaskLoaders } from './referral-task.loaders.ts';
import type { reliefLoaders } from './relief.loaders.ts';
import type { sharingRequestLoaders } from './sharing-request.loaders.ts';

/** Every read of this room. */
export type AgencyLoaders = ReturnType<typeof agencyLoaders> &
  ReturnType<typeof agreementLoaders> &
  ReturnType<typeof agencyApplicationLoaders> &
  ReturnType<typeof breachReportLoaders> &
  ReturnType<typeof incidentLoaders> &
  ReturnType<typeof postingLoaders> &
  ReturnType<typeof postingOfferLoaders> &
  ReturnType<typeof referralLoaders> &
  ReturnType<typeof referralTaskLoaders> &
  ReturnType<typeof reliefLoaders> &
  ReturnType<typeof sharingRequestLoaders> &
  ReturnType<typeof referralFileLoaders>;

/** What every resolver of this room is handed. */
export type RoomContext = Context<AgencyLoaders>;
