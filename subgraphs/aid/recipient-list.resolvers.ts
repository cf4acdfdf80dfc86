import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { announceRecipients } from './announce-recipients.step.ts';
import type { RoomContext } from './context.ts';
import { onRegister } from './on-register.ts';
import { readHash } from './payment-input.ts';
import { isFigure, refuseActs } from './payment-run.policy.ts';
import { checkWhole, refuseFinalising } from './programme-draw.policy.ts';
import { recipientListPlace } from './recipient-list.loaders.ts';
import { isPostedTo, isPostedToWhole, refuseOffice, refuseRecipientLists } from './recipient-list.policy.ts';
import { type Doing, finaliseRecipients, fundRecipients, noRecipientList } from './recipient-list.step.ts';
import type { RecipientListRow } from './recipient-list.table.ts';
import { returnToTreasurer } from './treasurer-return.step.ts';
import type { Resolvers } from './types.generated.ts';

/** Lists of recipients: finalised, funded and announced by officers of three offices (S3). */
export const recipientListResolvers = {
  Query: {
    recipientLists: async (_root, given, context) => {
      refuseRecipientLists('Query.recipientLists', context.passport.basis);
      const list: PageList = { coordinate: 'Query.recipientLists', sort: 'finalisedAt desc', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.recipientListPage(page), page, recipientListPlace, list, context);
    },
  },

  Mutation: {
    finaliseRecipients: async (_root, { input }, context) => {
      refuseFinalising(context.passport.basis);
      const { programme: code, phase } = input;
      const programme = await context.loaders.programmeOf(code);
      if (programme === null)
        throw new RegistryError('NOT_FOUND', 'There is no such programme. `programmes` lists them.');
      checkWhole(context.passport.basis, programme.state);
      const asked = { programmeCode: code, phase };
      // Before the transaction: another room is asked.
      const keys = await context.loaders.keysToRegister(code, phase);
      const registered = await onRegister(context.inquire, keys);
      return act(context, 'finaliseRecipients', input, asked, (transaction, doing) =>
        finaliseRecipients(transaction, { ...asked, ...doing, onRegister: registered }),
      );
    },
    fundRecipients: async (_root, { input }, context) => {
      refuseActs('fundRecipients', context.passport.basis);
      const asked = { id: uuidArgument('input.list', input.list), hash: readHash(input.hash) };
      const list = await context.loaders.recipientListNow(asked.id);
      const programme = list === null ? null : await context.loaders.programmeOf(list.programmeCode);
      return act(context, 'fundRecipients', input, asked, (transaction, doing) => {
        if (programme === null || !isPostedToWhole(context.passport.basis, programme.state))
          throw noRecipientList();
        return fundRecipients(transaction, { ...asked, ...doing });
      });
    },
    announceRecipients: (_root, { input }, context) => {
      refuseOffice('announceRecipients', context.passport.basis);
      const asked = { listId: uuidArgument('input.list', input.list), district: input.district };
      return act(context, 'announceRecipients', input, asked, (transaction, doing) => {
        if (!isPostedTo(context.passport.basis, asked.district)) throw noRecipientList();
        return announceRecipients(transaction, { ...asked, ...doing, today: context.today });
      });
    },
    returnToTreasurer: (_root, { input }, context) => {
      refuseOffice('returnToTreasurer', context.passport.basis);
      const asked = { listId: uuidArgument('input.list', input.list), district: input.district };
      return act(context, 'returnToTreasurer', input, asked, (transaction, doing) => {
        if (!isPostedTo(context.passport.basis, asked.district)) throw noRecipientList();
        return returnToTreasurer(transaction, { ...asked, ...doing });
      });
    },
  },

  RecipientList: {
    programme: ({ programmeCode }, _given, { loaders }) => loaders.programmeOf(programmeCode),
    money: (list) => list,
    announcements: ({ id }, _given, { loaders }) => loaders.announcementsByList.load(id),
    returns: async ({ id }, _given, { loaders }) => {
      const rows = await loaders.returnsByList.load(id);
      // Beside their sum, one of fewer than ten could be told from the others.
      const isTold = rows.every(({ recipients }) => isFigure(recipients));
      return rows.map((row) => ({ ...row, isTold }));
    },
  },

  RecipientMoney: {
    recipients: async (list, _given, context) => {
      const { recipients } = await moneyIn(list, context);
      return figure('RecipientMoney.recipients', [recipients], recipients);
    },
    released: async (list, _given, context) => {
      const { recipients, released } = await moneyIn(list, context);
      return figure('RecipientMoney.released', [recipients], released);
    },
    paid: async (list, _given, context) => {
      const { parts, paid } = await moneyIn(list, context);
      return figure('RecipientMoney.paid', parts, paid * list.amount);
    },
    returned: async (list, _given, context) => {
      const { parts, returned } = await moneyIn(list, context);
      return figure('RecipientMoney.returned', parts, returned * list.amount);
    },
    open: async (list, _given, context) => {
      const { parts, released, paid, returned } = await moneyIn(list, context);
      return figure('RecipientMoney.open', parts, released - (paid + returned) * list.amount);
    },
  },

  TreasurerReturn: {
    recipients: ({ recipients, isTold }) => told('TreasurerReturn.recipients', isTold, recipients),
    total: ({ total, isTold }) => told('TreasurerReturn.total', isTold, total),
  },
} satisfies Resolvers;

/** What became of a list's money in the areas of whoever asks. Each part stands or falls with the others, for two of them and the whole tell the third. */
async function moneyIn({ id, status, amount }: RecipientListRow, { loaders }: RoomContext) {
  const [found] = await loaders.moneyByList.load(id);
  const { recipients = 0, paid = 0, returned = 0 } = found ?? {};
  const released = status === 'FUNDED' ? recipients * amount : 0;
  return { recipients, paid, returned, released, parts: [paid, returned, recipients - paid - returned] };
}

type Step = (transaction: Transaction, doing: Doing) => Promise<string>;

/** An act of an officer on a list, which is shown as it stands then. */
async function act(
  context: RoomContext,
  name: string,
  { idempotencyKey }: { readonly idempotencyKey: string },
  input: unknown,
  take: Step,
): Promise<{ recipients: RecipientListRow | null }> {
  const by = context.passport.viewer?.id ?? '';
  const id = await takeAct(context, acts, {
    ...{ name, idempotencyKey, input },
    take: (transaction, at) => take(transaction, { by, at }),
  });
  return { recipients: await context.loaders.recipientListNow(id) };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE where so few recipients would be told of */
function figure(coordinate: string, recipients: readonly number[], value: number): number {
  return told(coordinate, recipients.every(isFigure), value);
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for a figure that is not told */
function told(coordinate: string, isTold: boolean | undefined, value: number): number {
  if (isTold === true) return value;
  throw withheld(coordinate, null, 'NOT_FOR_THIS_SUBJECT');
}
