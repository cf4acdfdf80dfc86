import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage, siftedRows } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { after } from '@seisi/host/soon';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { readText } from './registration-input.ts';
import type { Resolvers } from './types.generated.ts';
import { updateRequestPlace } from './update-request.loaders.ts';
import { askerOf, isWorkedThrough, refuseRequests, requestForOfficer } from './update-request.policy.ts';
import {
  acceptRequest,
  declineRequest,
  noRequest,
  type Requesting,
  requestUpdate,
  withdrawRequest,
} from './update-request.step.ts';
import type { UpdateRequestRow } from './update-request.table.ts';
import { readUpdateRequest } from './update-request.ts';

/** What people ask to have brought up to date of their own entries, and what officers decide about it (S1). */
export const updateRequestResolvers = {
  Query: {
    updateRequestFiles: async (_root, given, context) => {
      refuseRequests('Query.updateRequestFiles', context.passport.basis);
      const list: PageList = { coordinate: 'Query.updateRequestFiles', sort: 'asked at, id' };
      const page = openPage(given, list, context);
      const rows = await siftedRows(page, {
        load: (part) => context.loaders.updateRequestsWaiting(part),
        placeOf: updateRequestPlace,
        keep: async (found) => {
          const kept = await Promise.all(found.map((row) => isWorkedThrough(row, context)));
          return found.filter((_row, at) => kept[at]);
        },
      });
      return sealPage(rows, page, updateRequestPlace, list, context);
    },
  },

  Mutation: {
    requestUpdate: async (_root, { input }, context) => {
      const personKey = await askerOf('requestUpdate', context);
      const wanted = readUpdateRequest(input, context.today);
      return take(context, { name: 'requestUpdate', input, asked: wanted }, (transaction, requesting) =>
        requestUpdate(transaction, personKey, wanted, requesting),
      );
    },

    withdrawUpdateRequest: async (_root, { input }, context) => {
      const personKey = await askerOf('withdrawUpdateRequest', context);
      const id = uuidArgument('input.request', input.request);
      const row = await context.loaders.updateRequestById.load(id);
      if (row?.personKey !== personKey) throw noRequest();
      return take(
        context,
        { name: 'withdrawUpdateRequest', input, asked: { id } },
        (transaction, requesting) => withdrawRequest(transaction, id, requesting),
      );
    },

    acceptUpdateRequest: async (_root, { input }, context) => {
      const { id } = await requestForOfficer('acceptUpdateRequest', input.request, context);
      return take(context, { name: 'acceptUpdateRequest', input, asked: { id } }, (transaction, requesting) =>
        acceptRequest(transaction, id, requesting),
      );
    },

    declineUpdateRequest: async (_root, { input }, context) => {
      const { id } = await requestForOfficer('declineUpdateRequest', input.request, context);
      const reason = readText('reason', input.reason);
      return take(
        context,
        { name: 'declineUpdateRequest', input, asked: { id, reason } },
        (transaction, requesting) => declineRequest(transaction, id, { ...requesting, reason }),
      );
    },
  },

  Person: {
    updateRequests: ({ key }, given, context) => {
      const list: PageList = {
        ...{ coordinate: 'Person.updateRequests', sort: 'asked at desc, id desc' },
        filter: { person: key },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.updateRequestsByPerson(page).load(key), (rows) =>
        sealPage(rows, page, updateRequestPlace, list, context),
      );
    },
  },

  UpdateRequest: {
    income: (row: UpdateRequestRow) => (row.source === null ? null : row),
  },

  RequestedIncome: {
    income: ({ incomeId }) => incomeId,
  },

  UpdateRequestFile: {
    person: ({ personKey }, _given, { loaders }) => loaders.personByKey.load(personKey),
    request: (row) => row,
  },
} satisfies Resolvers;

/** Takes an act, once for each key, and gives the request as it stands then. */
async function take(
  context: RoomContext,
  {
    name,
    input: { idempotencyKey },
    asked,
  }: { readonly name: string; readonly input: { readonly idempotencyKey: string }; readonly asked: object },
  write: (transaction: Transaction, requesting: Requesting) => Promise<string>,
): Promise<{ readonly request: UpdateRequestRow | null }> {
  const by = context.passport.viewer?.id ?? '';
  const id = await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: asked },
    take: (transaction, at) => write(transaction, { by, at }),
  });
  return { request: await context.loaders.updateRequestNow(id) };
}
