import { badInput, readDay, readText } from '@seisi/host/read-input';
import { handleRenewal } from './handling.step.ts';
import { askForLevy, issuePass, recordCheck, recordLevy } from './issue.step.ts';
import { renewalForOfficer } from './renewal.policy.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 40;
const MOST_SEN = 100_000_000;

/** What officers of Immigration do of a renewal, from the conditions to the new pass. */
export const issueResolvers = {
  Mutation: {
    recordPassCheck: async (_root, { input: { renewal, idempotencyKey, condition, answer } }, context) => {
      const name = 'recordPassCheck';
      const { id: renewalId } = await renewalForOfficer(context, name, renewal);
      return handleRenewal(context, {
        ...{ name, idempotencyKey, input: { condition, answer }, renewalId },
        take: (transaction, acting) => recordCheck(transaction, acting, { condition, answer }),
      });
    },

    askForPassLevy: async (_root, { input: { renewal, idempotencyKey } }, context) => {
      const name = 'askForPassLevy';
      const { id: renewalId } = await renewalForOfficer(context, name, renewal);
      return handleRenewal(context, { name, idempotencyKey, input: {}, renewalId, take: askForLevy });
    },

    recordPassLevy: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'recordPassLevy';
      const { id: renewalId } = await renewalForOfficer(context, name, input.renewal);
      const paidOn = readDay('paidOn', input.paidOn);
      if (paidOn > context.today) throw badInput('paidOn', 'is after today');
      const { amount } = input;
      if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST_SEN)
        throw badInput('amount', `takes 1 to ${MOST_SEN} sen`);
      const paid = { reference: readText('reference', input.reference, MOST_CHARACTERS), amount, paidOn };
      return handleRenewal(context, {
        ...{ name, idempotencyKey, input: paid, renewalId },
        take: (transaction, acting) => recordLevy(transaction, acting, paid),
      });
    },

    issuePass: async (_root, { input: { renewal, idempotencyKey } }, context) => {
      const name = 'issuePass';
      const { id: renewalId } = await renewalForOfficer(context, name, renewal);
      return handleRenewal(context, { name, idempotencyKey, input: {}, renewalId, take: issuePass });
    },
  },
} satisfies Resolvers;
