import { type Transaction, takeAct } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, officerWith } from './duty.policy.ts';
import { readText } from './read-input.ts';
import { sharingPlace } from './sharing-request.loaders.ts';
import { sharingOfficer, sharingReach } from './sharing-request.policy.ts';
import { type Become, draftRequest, type SharingTaking, stepRequest } from './sharing-request.step.ts';
import type { SharingRequestRow } from './sharing-request.table.ts';
import { dueOnOf, extendedTo, isOverdue } from './sharing-request.ts';
import { readTerms, type SharingTerms } from './sharing-terms.ts';
import type { Resolvers } from './types.generated.ts';

/** Requests to share data (Act 864 ss.12 to 15), from the first draft on; what is decided on them stands in `sharing-decision.resolvers.ts`. */
export const sharingRequestResolvers = {
  Query: {
    sharingRequest: async (_root, { id }, context) => {
      const officer = await readerOf(context, 'Query.sharingRequest');
      const found = await context.loaders.sharingRequestOf(id);
      return found !== null && sharingReach.row(found, officer.agency) ? found : null;
    },
    sharingRequests: async (_root, { status = null, ...given }, context) => {
      const { agency } = await readerOf(context, 'Query.sharingRequests');
      const coordinate = 'Query.sharingRequests';
      const list: PageList = { coordinate, sort: 'writtenAt desc, id desc', filter: { status } };
      const page = openPage(given, list, context);
      const rows = await context.loaders.sharingRequestPage(agency, status, page);
      return sealPage(rows, page, sharingPlace, list, context);
    },
  },

  Mutation: {
    draftSharingRequest: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'draftSharingRequest', 'SHARING');
      const asked = { providerCode: input.provider, terms: readTerms(input.terms, context.today) };
      return act(context, 'draftSharingRequest', input.idempotencyKey, asked, (transaction, at) =>
        draftRequest(transaction, asked, officer, at),
      );
    },
    reviseSharingRequest: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'reviseSharingRequest', 'SHARING');
      const { revision } = input;
      const terms: SharingTerms = readTerms(input.terms, context.today);
      return step(
        context,
        { act: 'REVISE', side: 'recipient', officer },
        input,
        { revision, terms },
        (current) => {
          checkRevision(current, revision);
          const writer = { writtenBy: officer.id, writerKey: officer.personKey };
          return { terms, revision: revision + 1, ...writer };
        },
      );
    },
    submitSharingRequest: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'submitSharingRequest', 'SHARING');
      const { revision } = input;
      return step(
        context,
        { act: 'SUBMIT', side: 'recipient', officer },
        input,
        { revision },
        (current, at) => {
          checkRevision(current, revision);
          checkBegin(current, context.today);
          return { submittedAt: at, dueOn: dueOnOf(civilDate(at.getTime())) };
        },
      );
    },
    withdrawSharingRequest: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'withdrawSharingRequest', 'SHARING');
      return step(context, { act: 'WITHDRAW', side: 'recipient', officer }, input, {}, () => ({}));
    },
    extendSharingRequest: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'extendSharingRequest', 'SHARING');
      const reason = readText('reason', input.reason, 1000);
      const { until } = input;
      const taking = { act: 'EXTEND', side: 'provider', officer, reason } as const;
      return step(context, taking, input, { until, reason }, (current, at) => ({
        dueOn: extendedTo(current.dueOn, until, context.today),
        extendedAt: at,
        overdueToldAt: null,
      }));
    },
  },

  SharingRequest: {
    recipient: ({ recipientCode }, _given, { loaders }) => loaders.agencyByCode.load(recipientCode),
    provider: ({ providerCode }, _given, { loaders }) => loaders.agencyByCode.load(providerCode),
    isOverdue: (row, _given, { today }) => isOverdue(row, today),
    // A proposal is the provider's own until it is confirmed.
    decision: async (row, _given, context) => {
      const isDecided = row.decidedAt !== null;
      return isDecided || (await sharingOfficer(context))?.agency === row.providerCode ? row.decision : null;
    },
    steps: async (row, _given, context) => {
      const all = await context.loaders.stepsBySharingRequest.load(row.id);
      const isProvider = (await sharingOfficer(context))?.agency === row.providerCode;
      const own = all.filter(({ act: done }) =>
        isProvider ? done !== 'DRAFT' && done !== 'REVISE' : done !== 'PROPOSE' && done !== 'DECLINE',
      );
      return own;
    },
  },
  SharingStep: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
  },
} satisfies Resolvers;

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer with this duty */
async function readerOf(context: RoomContext, coordinate: string): Promise<DutyOfficer> {
  const officer = await sharingOfficer(context);
  if (officer !== null) return officer;
  throw withheld(coordinate, null, 'CLASS_NOT_IN_BASIS');
}

type Given = { readonly request: string; readonly idempotencyKey: string };

/** A step of an officer on a request, by its identifier. */
export function step(
  context: RoomContext,
  taking: Omit<SharingTaking, 'at'>,
  { request, idempotencyKey }: Given,
  said: object,
  become: (current: SharingRequestRow, at: Date, transaction: Transaction) => Become | Promise<Become>,
) {
  const id = uuidArgument('input.request', request);
  const name = `${taking.act} sharing request`;
  return act(context, name, idempotencyKey, { id, ...said }, (transaction, at) =>
    stepRequest(transaction, id, { ...taking, at }, (current) => become(current, at, transaction)),
  );
}

async function act(
  context: RoomContext,
  name: string,
  idempotencyKey: string,
  input: unknown,
  take: (transaction: Transaction, at: Date) => Promise<string>,
): Promise<{ request: SharingRequestRow | null }> {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { request: await context.loaders.sharingRequestOf(id) };
}

/** @throws STEP_REFUSED where the request was revised since it was read */
function checkRevision({ revision }: SharingRequestRow, read: number): void {
  if (revision === read) return;
  throw new RegistryError('STEP_REFUSED', `The request is at revision ${revision}. Read it again.`);
}

/** @throws STEP_REFUSED where its first day has passed while it was a draft */
function checkBegin({ terms: { validUntil } }: SharingRequestRow, today: string): void {
  if (validUntil > today) return;
  throw new RegistryError('STEP_REFUSED', 'Its last day has passed. Revise the request.');
}
