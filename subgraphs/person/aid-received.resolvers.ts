import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { after } from '@seisi/host/soon';
import { acts } from './act.table.ts';
import { aidPlace } from './aid-received.loaders.ts';
import { recordAidReceived, strikeAidReceived } from './aid-received.step.ts';
import { readAidReceived } from './aid-received.ts';
import { readText } from './registration-input.ts';
import type { Resolvers } from './types.generated.ts';
import { updateOf } from './update.policy.ts';

/** What people receive from agencies, and the acts of officers who keep it. */
export const aidReceivedResolvers = {
  Mutation: {
    recordAidReceived: async (_root, { input }, context) => {
      const { by, personKey } = await updateOf('recordAidReceived', input.person, ['aid'], context);
      const wanted = readAidReceived(input, context.today);
      const id = await takeAct(context, acts, {
        ...{
          name: 'recordAidReceived',
          idempotencyKey: input.idempotencyKey,
          input: { personKey, ...wanted },
        },
        take: (transaction, at) => recordAidReceived(transaction, personKey, wanted, { by, at }),
      });
      return { aidReceived: { id, personKey } };
    },

    strikeAidReceived: async (_root, { input }, context) => {
      const { by, personKey } = await updateOf('strikeAidReceived', input.person, ['aid'], context);
      const which = { personKey, id: uuidArgument('input.aidReceived', input.aidReceived) };
      const reason = readText('reason', input.reason);
      const id = await takeAct(context, acts, {
        ...{ name: 'strikeAidReceived', idempotencyKey: input.idempotencyKey, input: { ...which, reason } },
        take: (transaction, at) => strikeAidReceived(transaction, which, reason, { by, at }),
      });
      return { aidReceived: { id, personKey } };
    },
  },

  Person: {
    aidReceived: ({ key }, given, context) => {
      const list: PageList = {
        ...{ coordinate: 'Person.aidReceived', sort: 'since desc, id desc' },
        filter: { person: key },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.aidReceivedByPerson(page).load(key), (rows) =>
        sealPage(rows, page, aidPlace, list, context),
      );
    },
  },

  AidReceivedFile: {
    person: ({ personKey }, _given, { loaders }) => loaders.personByKey.load(personKey),
  },
} satisfies Resolvers;
