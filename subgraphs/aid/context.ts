import type { Context } from '@seisi/host/context';
import type { agencyListLoaders } from './agency-list.loaders.ts';
import type { announcementLoaders } from './announcement.loaders.ts';
import type { appealLoaders } from './appeal.loaders.ts';
import type { applicationLoaders } from './application.loaders.ts';
import type { applicationProcessLoaders } from './application-process.loaders.ts';
import type { awardLoaders } from './award.loaders.ts';
import type { bankAccountLoaders } from './bank-account.loaders.ts';
import type { candidateLoaders } from './candidate.loaders.ts';
import type { clockLoaders } from './clock.loaders.ts';
import type { documentLoaders } from './document.loaders.ts';
import type { draftLoaders } from './draft.loaders.ts';
import type { findingLoaders } from './finding.loaders.ts';
import type { noticeLoaders } from './notice.loaders.ts';
import type { paymentLoaders } from './payment.loaders.ts';
import type { paymentRunLoaders } from './payment-run.loaders.ts';
import type { programmeLoaders } from './programme.loaders.ts';
import type { programmeDrawLoaders } from './programme-draw.loaders.ts';
import type { recipientLoaders } from './recipient.loaders.ts';
import type { recipientListLoaders } from './recipient-list.loaders.ts';
import type { recipientMoneyLoaders } from './recipient-money.loaders.ts';
import type { registerCheckLoaders } from './register-check.loaders.ts';
import type { reviewDueLoaders } from './review-due.loaders.ts';
import type { schemeLoaders } from './scheme.loaders.ts';
import type { unpaidLoaders } from './unpaid.loaders.ts';

/** The reads of this room. */
export type AidLoaders = ReturnType<typeof agencyListLoaders> &
  ReturnType<typeof announcementLoaders> &
  ReturnType<typeof appealLoaders> &
  ReturnType<typeof applicationLoaders> &
  ReturnType<typeof applicationProcessLoaders> &
  ReturnType<typeof awardLoaders> &
  ReturnType<typeof bankAccountLoaders> &
  ReturnType<typeof candidateLoaders> &
  ReturnType<typeof clockLoaders> &
  ReturnType<typeof documentLoaders> &
  ReturnType<typeof draftLoaders> &
  ReturnType<typeof findingLoaders> &
  ReturnType<typeof noticeLoaders> &
  ReturnType<typeof paymentLoaders> &
  ReturnType<typeof paymentRunLoaders> &
  ReturnType<typeof programmeLoaders> &
  ReturnType<typeof programmeDrawLoaders> &
  ReturnType<typeof recipientLoaders> &
  ReturnType<typeof recipientListLoaders> &
  ReturnType<typeof recipientMoneyLoaders> &
  ReturnType<typeof registerCheckLoaders> &
  ReturnType<typeof reviewDueLoaders> &
  ReturnType<typeof schemeLoaders> &
  ReturnType<typeof unpaidLoaders>;

/** What a resolver of this room sees. */
export type RoomContext = Context<AidLoaders>;
