import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { beginRun, releaseRun, settleFile } from './payment-act.step.ts';
import { readDay, readHash, readMonth, readNumber, readReturns } from './payment-input.ts';
import { keepReturns } from './payment-return.step.ts';
import { paymentRunPlace } from './payment-run.loaders.ts';
import { isFigure, refuseActs, refuseReads } from './payment-run.policy.ts';
import type { PaymentRunRow } from './payment-run.table.ts';
import { hashOfRun } from './payment-run.ts';
import type { Resolvers } from './types.generated.ts';

/** Payment runs: figures, files and hashes for payment officers, and what they do with them. */
export const paymentRunResolvers = {
  Query: {
    paymentRun: (_root, { month }, context) => {
      refuseReads('Query.paymentRun', context.passport.basis);
      return context.loaders.paymentRunOf(readMonth(month, context.today, 'month'));
    },
    paymentRuns: async (_root, given, context) => {
      refuseReads('Query.paymentRuns', context.passport.basis);
      const list: PageList = { coordinate: 'Query.paymentRuns', sort: 'month desc', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.paymentRunPage(page), page, paymentRunPlace, list, context);
    },
  },

  Mutation: {
    preparePaymentRun: (_root, { input }, context) => {
      refuseActs('preparePaymentRun', context.passport.basis);
      const month = readMonth(input.month, context.today);
      return act(context, 'preparePaymentRun', input, { month }, async (transaction, done) => {
        await beginRun(transaction, { month, ...done });
        return month;
      });
    },
    releasePaymentRun: (_root, { input }, context) => {
      refuseActs('releasePaymentRun', context.passport.basis);
      const [month, hash] = [readMonth(input.month, context.today), readHash(input.hash)];
      return act(context, 'releasePaymentRun', input, { month, hash }, async (transaction, done) => {
        await releaseRun(transaction, { month, hash, ...done });
        return month;
      });
    },
    settlePaymentFile: (_root, { input }, context) => {
      refuseActs('settlePaymentFile', context.passport.basis);
      const number = readNumber(input.number);
      const paidOn = readDay('paidOn', input.paidOn, context.today);
      const asked = { number, paidOn };
      return act(context, 'settlePaymentFile', input, asked, (transaction, done) =>
        settleFile(transaction, { ...asked, ...done }),
      );
    },
    recordPaymentReturns: (_root, { input }, context) => {
      refuseActs('recordPaymentReturns', context.passport.basis);
      const number = readNumber(input.number);
      const returns = readReturns(input.returns, context.today);
      return act(context, 'recordPaymentReturns', input, { number, returns }, (transaction, done) =>
        keepReturns(transaction, { number, returns, ...done }),
      );
    },
  },

  PaymentRun: {
    payments: ({ payments }) => figure('PaymentRun.payments', payments, payments),
    total: ({ payments, total }) => figure('PaymentRun.total', payments, total),
    withoutAccount: ({ withoutAccount }) =>
      figure('PaymentRun.withoutAccount', withoutAccount, withoutAccount),
    hash: async ({ id, preparedAt }, _given, { loaders }) =>
      preparedAt === null ? null : hashOfRun(await loaders.filesByRun.load(id)),
    files: ({ id }, _given, { loaders }) => loaders.filesByRun.load(id),
  },

  PaymentFile: {
    lines: ({ lines }) => figure('PaymentFile.lines', lines, lines),
    total: ({ lines, total }) => figure('PaymentFile.total', lines, total),
  },
} satisfies Resolvers;

type Doing = (transaction: Transaction, done: { readonly by: string; readonly at: Date }) => Promise<string>;

/** An act of a payment officer; it comes to the month of a run, which is shown as it stands then. */
async function act(
  context: RoomContext,
  name: string,
  { idempotencyKey }: { readonly idempotencyKey: string },
  input: unknown,
  take: Doing,
): Promise<{ run: PaymentRunRow | null }> {
  const by = context.passport.viewer?.id ?? '';
  const month = await takeAct(context, acts, {
    ...{ name, idempotencyKey, input },
    take: (transaction, at) => take(transaction, { by, at }),
  });
  return { run: await context.loaders.paymentRunOf(month) };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE where so few payments would tell of people */
function figure(coordinate: string, payments: number, value: number): number {
  if (isFigure(payments)) return value;
  throw withheld(coordinate, null, 'NOT_FOR_THIS_SUBJECT');
}
