import { readText } from '@seisi/host/read-input';
import { fileForEither, fileForOfficer } from './application.policy.ts';
import { handleFile } from './handling.step.ts';
import { endAllOf } from './offer.step.ts';
import type { Resolvers } from './types.generated.ts';
import { stepVolunteering } from './volunteering.step.ts';

const MOST_CHARACTERS = 2_000;

/** What the district welfare office does to a record, and who rests. */
export const reviewResolvers = {
  Mutation: {
    reviewVolunteer: async (_root, { input: { application, idempotencyKey } }, context) => {
      const name = 'reviewVolunteer';
      const file = await fileForOfficer(context, name, application);
      return handleFile(context, {
        ...{ name, idempotencyKey, file },
        take: (transaction, acting) => stepVolunteering(transaction, acting, { act: 'REVIEW' }),
      });
    },

    refuseVolunteer: async (_root, { input: { application, reason, idempotencyKey } }, context) => {
      const name = 'refuseVolunteer';
      const file = await fileForOfficer(context, name, application);
      const note = readText('reason', reason, MOST_CHARACTERS);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { note } },
        take: (transaction, acting) => stepVolunteering(transaction, acting, { act: 'REFUSE', note }),
      });
    },

    deactivateVolunteer: async (_root, { input: { application, reason, idempotencyKey } }, context) => {
      const name = 'deactivateVolunteer';
      const file = await fileForEither(context, name, application);
      const note = readText('reason', reason, MOST_CHARACTERS);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { note } },
        take: async (transaction, acting) => {
          await endAllOf(transaction, acting);
          await stepVolunteering(transaction, acting, { act: 'DEACTIVATE', note });
        },
      });
    },

    reactivateVolunteer: async (_root, { input: { application, idempotencyKey } }, context) => {
      const name = 'reactivateVolunteer';
      const file = await fileForOfficer(context, name, application);
      return handleFile(context, {
        ...{ name, idempotencyKey, file },
        take: (transaction, acting) => stepVolunteering(transaction, acting, { act: 'REACTIVATE' }),
      });
    },
  },
} satisfies Resolvers;
