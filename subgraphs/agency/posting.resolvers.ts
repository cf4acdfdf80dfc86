import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { applicantOf } from './agency-application.policy.ts';
import type { PostingRow } from './agreement.table.ts';
import type { RoomContext } from './context.ts';
import { checkDuty, type DutyOfficer, dutyOfficer, officerWith } from './duty.policy.ts';
import { postingPlace } from './posting.loaders.ts';
import { offerPlace } from './posting-offer.loaders.ts';
import { acceptOffer, agencyOf, endPosting, noOffer, proposeOffer, stepOffer } from './posting-offer.step.ts';
import type { PostingOfferRow } from './posting-offer.table.ts';
import { checkOffered, checkSecondOfficer, type OfferAct, readOffered } from './posting-offer.ts';
import type { Resolvers } from './types.generated.ts';

/** Postings: one officer proposes, another confirms, whoever is posted accepts, one ends. */
export const postingResolvers = {
  Query: {
    postings: async (_root, given, context) => {
      const { agency } = await checkDuty(context, 'Query.postings', 'POSTING');
      const list: PageList = { coordinate: 'Query.postings', sort: 'id', filter: {} };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.postingPage(agency, page), page, postingPlace, list, context);
    },
    postingOffers: async (_root, given, context) => {
      const { agency } = await checkDuty(context, 'Query.postingOffers', 'POSTING');
      const list: PageList = {
        coordinate: 'Query.postingOffers',
        sort: 'proposedAt desc, id desc',
        filter: {},
      };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.offerPage(agency, page), page, offerPlace, list, context);
    },
  },

  Mutation: {
    proposePosting: async (_root, { input: { idempotencyKey, ...given } }, context) => {
      const officer = await officerWith(context, 'proposePosting', 'POSTING');
      const offered = readOffered(given, context.today);
      const own = (await context.loaders.postingById.load(officer.posting))?.duties ?? [];
      const id = await takeAct(context, acts, {
        ...{ name: 'proposePosting', idempotencyKey, input: offered },
        take: async (transaction, at) => {
          const { kind, code } = await agencyOf(transaction, officer.agency);
          checkOffered(offered, { kind }, own);
          return proposeOffer(transaction, offered, { agencyCode: code, forKey: null }, officer, at);
        },
      });
      return { offer: await context.loaders.offerOf(id) };
    },
    confirmPosting: async (_root, { input }, context) => {
      const officer = await posterOrOnboarder(context, 'confirmPosting');
      return step(context, 'CONFIRM', officer, input, (current) => {
        checkSecondOfficer(current, officer);
        return { confirmedBy: officer.id, confirmerKey: officer.personKey };
      });
    },
    withdrawPostingOffer: async (_root, { input }, context) => {
      const officer = await posterOrOnboarder(context, 'withdrawPostingOffer');
      return step(context, 'WITHDRAW', officer, input, () => ({}));
    },
    renewPostingCode: async (_root, { input }, context) => {
      const officer = await posterOrOnboarder(context, 'renewPostingCode');
      return step(context, 'RENEW', officer, input, () => ({}));
    },
    acceptPosting: async (_root, { input: { idempotencyKey, ...given } }, context) => {
      const personKey = applicantOf(context, 'acceptPosting');
      const { today } = context;
      const id = await takeAct(context, acts, {
        ...{ name: 'acceptPosting', idempotencyKey, input: given },
        take: (transaction, at) => acceptOffer(transaction, given, { personKey, today }, at),
      });
      if (id === null) throw noOffer();
      return { posting: await context.loaders.postingNow(id) };
    },
    endPosting: async (_root, { input: { posting, idempotencyKey } }, context) => {
      const { agency } = await officerWith(context, 'endPosting', 'POSTING');
      const id = await takeAct(context, acts, {
        ...{ name: 'endPosting', idempotencyKey, input: { posting } },
        take: (transaction) => endPosting(transaction, posting, agency, context.today),
      });
      return { posting: await context.loaders.postingNow(id) };
    },
  },

  Posting: { agency: agencyOfRow },
  PostingOffer: { agency: agencyOfRow },
} satisfies Resolvers;

/** A new agency has one officer; so whoever admits agencies is its second pair of eyes, for what opens nothing about anybody. */
type Confirming = DutyOfficer & { readonly isOnboarder: boolean };

async function posterOrOnboarder(context: RoomContext, field: string): Promise<Confirming> {
  const onboarder = await dutyOfficer(context, 'ONBOARDING');
  if (onboarder !== null) return { ...onboarder, isOnboarder: true };
  return { ...(await officerWith(context, field, 'POSTING')), isOnboarder: false };
}

async function step(
  context: RoomContext,
  name: Exclude<OfferAct, 'ACCEPT'>,
  { agency, isOnboarder }: Confirming,
  { offer, idempotencyKey }: { readonly offer: string; readonly idempotencyKey: string },
  check: (current: PostingOfferRow) => Partial<PostingOfferRow>,
): Promise<{ offer: PostingOfferRow | null }> {
  const id = uuidArgument('input.offer', offer);
  await takeAct(context, acts, {
    ...{ name, idempotencyKey, input: { id } },
    take: (transaction, at) =>
      stepOffer(transaction, id, name, at, (current) => {
        const isTheirs = current.agencyCode === agency || (isOnboarder && current.classes.length === 0);
        if (!isTheirs) throw noOffer();
        return check(current);
      }),
  });
  return { offer: await context.loaders.offerOf(id) };
}

function agencyOfRow(
  { agencyCode }: Pick<PostingRow, 'agencyCode'>,
  _given: unknown,
  { loaders }: RoomContext,
) {
  return loaders.agencyByCode.load(agencyCode);
}
