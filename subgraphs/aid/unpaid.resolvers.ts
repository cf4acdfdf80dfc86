import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { payAgain } from './pay-again.step.ts';
import { readMonth } from './payment-input.ts';
import { refuseActs, refuseReads } from './payment-run.policy.ts';
import type { Resolvers } from './types.generated.ts';
import { unpaidPlace } from './unpaid.loaders.ts';

/** What should have been paid and was not, for payment officers; and what of it is paid again. */
export const unpaidResolvers = {
  Query: {
    unpaidApplicationFiles: async (_root, { month: asked, ...given }, context) => {
      const coordinate = 'Query.unpaidApplicationFiles';
      refuseReads(coordinate, context.passport.basis);
      const month = readMonth(asked, context.today, 'month');
      const list: PageList = { coordinate, sort: 'id', filter: { month } };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.unpaidPage(month, page), page, unpaidPlace, list, context);
    },
  },

  Mutation: {
    payAgain: async (_root, { input }, context) => {
      refuseActs('payAgain', context.passport.basis);
      const payment = uuidArgument('input.payment', input.payment);
      const application = await context.loaders.applicationOfPayment(payment);
      await takeAct(context, acts, {
        ...{ name: 'payAgain', idempotencyKey: input.idempotencyKey, input: { payment } },
        take: async (transaction) => {
          if (application === null)
            throw new RegistryError('NOT_FOUND', 'There is no such payment within your reach.');
          await payAgain(transaction, { paymentId: payment, personKey: application.applicantKey });
          return null;
        },
      });
      return { application };
    },
  },
} satisfies Resolvers;
