import { readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { lodgeAppeal, recordAppeal } from './appeal.step.ts';
import { applicationForOfficer, applicationOfOwn } from './application.policy.ts';
import { handleApplication } from './handling.step.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 2_000;

/** Appeals to the Minister: lodged by who made the application, recorded by an officer who had no part in the refusal. */
export const appealResolvers = {
  Mutation: {
    lodgeOkuAppeal: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'lodgeOkuAppeal', input.application);
      const grounds = readText('grounds', input.grounds, MOST_CHARACTERS);
      return handleApplication(context, {
        ...{
          name: 'lodgeOkuAppeal',
          idempotencyKey: input.idempotencyKey,
          input: { grounds },
          applicationId,
        },
        take: (transaction, acting) => lodgeAppeal(transaction, acting, grounds),
      });
    },

    recordOkuAppeal: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationForOfficer(
        context,
        'recordOkuAppeal',
        input.application,
      );
      const decided = {
        appealId: uuidArgument('input.appeal', input.appeal),
        outcome: input.outcome,
        reason: readText('reason', input.reason, MOST_CHARACTERS),
      };
      return handleApplication(context, {
        ...{ name: 'recordOkuAppeal', idempotencyKey: input.idempotencyKey, input: decided, applicationId },
        take: (transaction, acting) => recordAppeal(transaction, acting, decided),
      });
    },
  },
} satisfies Resolvers;
