import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { noCandidate } from './candidate.step.ts';
import type { CandidateRow } from './candidate.table.ts';
import { isWithinReach, readReason } from './candidate-act.ts';
import type { RoomContext } from './context.ts';
import { chooseCounter, payAtCounter } from './counter-payment.step.ts';
import { badInput } from './decision.ts';
import { noticeStatus } from './notice.ts';
import type { RecipientPaymentRow } from './recipient.table.ts';
import { letterText } from './recipient-letter.ts';
import { refuseOffice } from './recipient-list.policy.ts';
import type { Doing } from './recipient-list.step.ts';
import type { Resolvers } from './types.generated.ts';

/** Recipients of programmes: what they were told, how they were paid, and the counter of the district's office. */
export const recipientResolvers = {
  Mutation: {
    chooseCounter: async (_root, { input }, context) => {
      refuseOffice('chooseCounter', context.passport.basis);
      const asked = {
        id: uuidArgument('input.candidate', input.candidate),
        reason: readReason(input.reason),
      };
      return act(context, 'chooseCounter', input, asked, (transaction, doing) =>
        chooseCounter(transaction, { ...asked, ...doing }),
      );
    },
    payAtCounter: async (_root, { input }, context) => {
      refuseOffice('payAtCounter', context.passport.basis);
      const asked = { id: uuidArgument('input.candidate', input.candidate), amount: input.amount };
      if (asked.amount <= 0) throw badInput('amount', 'takes more than nothing');
      return act(context, 'payAtCounter', input, asked, (transaction, doing) =>
        payAtCounter(transaction, { ...asked, ...doing }),
      );
    },
  },

  Candidacy: {
    dueOn: async ({ id }, _given, { loaders }) => (await loaders.runningClock.load(id))?.dueOn ?? null,
    letters: ({ id }, _given, { loaders }) => loaders.lettersByCandidate.load(id),
    payment: (candidate, _given, context) => paymentOf(candidate, context),
  },

  RecipientLetter: {
    status: noticeStatus,
    textMs: ({ programmeMs: programme, ...letter }) => letterText('MS', { ...letter, programme }),
    textEn: ({ programmeEn: programme, ...letter }) => letterText('EN', { ...letter, programme }),
  },
} satisfies Resolvers;

async function paymentOf(
  { id, status, paidOn }: CandidateRow,
  { loaders }: RoomContext,
): Promise<RecipientPaymentRow | null> {
  if (status !== 'PAID') return null;
  const cash = await loaders.counterPayment.load(id);
  if (cash !== null) {
    const { amount, receiptNumber } = cash;
    return { way: 'CASH', amount, paidOn, receiptNumber, fileNumber: null };
  }
  const line = await loaders.sentLine.load(id);
  if (line === null) throw new Error('A recipient was paid by no way.');
  return { way: 'EFT', amount: line.amount, paidOn, receiptNumber: null, fileNumber: line.number };
}

type Step = (transaction: Transaction, doing: Doing) => Promise<string>;

/** An act of an officer on a recipient within reach. */
async function act(
  context: RoomContext,
  name: string,
  { idempotencyKey }: { readonly idempotencyKey: string },
  asked: { readonly id: string },
  take: Step,
): Promise<{ candidate: CandidateRow | null }> {
  const isReached = await isWithinReach(asked.id, context);
  await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: asked },
    take: (transaction, at) => {
      if (!isReached) throw noCandidate();
      return take(transaction, { by: context.passport.viewer?.id ?? '', at });
    },
  });
  return { candidate: await context.loaders.candidateNow(asked.id) };
}
