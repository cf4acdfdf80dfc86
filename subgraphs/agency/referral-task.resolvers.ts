import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { isDataClass } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { type AgencyActor, actsFor, dutyOfficer } from './duty.policy.ts';
import { readText } from './read-input.ts';
import { referralPlace } from './referral.loaders.ts';
import { ESCALATES_TO, inPlaceOf, type ReferralTaking, sendReferral, stepReferral } from './referral.step.ts';
import type { ReferralRow } from './referral.table.ts';
import { isLate, type ReferralAct, readMinimumSet } from './referral.ts';
import { checkPassedOn, type Subject, subjectOf } from './referral-subject.policy.ts';
import type { TaskReader } from './referral-task.loaders.ts';
import type { ReferralReason, Resolvers } from './types.generated.ts';

/** Referrals as the work of two agencies: what one sends, the other takes on, and what becomes of it. Whom they are about stands in `ReferralFile`, for whoever may see it. */
export const referralTaskResolvers = {
  Query: {
    referralTasks: async (_root, { status = null, ...given }, context) => {
      const reader = await readerOf(context);
      const coordinate = 'Query.referralTasks';
      const list: PageList = { coordinate, sort: 'sentAt desc, id desc', filter: { status } };
      const page = openPage(given, list, context);
      const rows = await context.loaders.referralTaskPage(reader, status, page);
      return sealPage(rows, page, referralPlace, list, context);
    },
  },

  Mutation: {
    sendReferral: async (_root, { input }, context) => {
      const actor = await actsFor(context, 'sendReferral', 'REFERRAL');
      const { toAgency, need, urgency } = input;
      const said = {
        toAgency,
        need,
        urgency,
        classes: readMinimumSet(input.classes),
        note: readText('note', input.note, 1000),
      };
      const subject = await subjectOf(context, input);
      await checkPassedOn(context, subject, said.classes);
      const about = aboutOf(subject);
      return act(context, 'sendReferral', input.idempotencyKey, { ...said, ...about }, (transaction, at) =>
        sendReferral(transaction, { ...said, ...about }, actor, at),
      );
    },
    acceptReferral: (_root, { input }, context) => plain(context, 'acceptReferral', 'ACCEPT', input, null),
    returnReferral: (_root, { input }, context) =>
      plain(context, 'returnReferral', 'RETURN', input, input.reason),
    beginReferral: (_root, { input }, context) => plain(context, 'beginReferral', 'BEGIN', input, null),
    completeReferral: (_root, { input }, context) =>
      plain(context, 'completeReferral', 'COMPLETE', input, null),
    closeReferral: (_root, { input }, context) =>
      plain(context, 'closeReferral', 'CLOSE', input, input.reason),
    escalateReferral: async (_root, { input }, context) => {
      const actor = await actsFor(context, 'escalateReferral', 'REFERRAL');
      return step(context, 'ESCALATE', actor, input, input.reason, async (current, at, transaction) => {
        await checkStillReads(context, current, actor);
        const sent = inPlaceOf(current, ESCALATES_TO, 'EMERGENCY');
        return { onwardId: await sendReferral(transaction, sent, actor, at) };
      });
    },
    sendReferralOn: async (_root, { input }, context) => {
      const actor = await actsFor(context, 'sendReferralOn', 'REFERRAL');
      const { toAgency } = input;
      const become: Becoming = async (current, at, transaction) => {
        await checkStillReads(context, current, actor);
        const sent = inPlaceOf(current, toAgency, current.urgency);
        return { onwardId: await sendReferral(transaction, sent, actor, at) };
      };
      return step(context, 'SEND_ON', actor, input, null, become, { toAgency });
    },
  },

  ReferralTask: {
    fromAgency: ({ fromAgency }, _given, { loaders }) => loaders.agencyByCode.load(fromAgency),
    toAgency: ({ toAgency }, _given, { loaders }) => loaders.agencyByCode.load(toAgency),
    isOverdue: (row, _given, { now }) => isLate(row, now()),
    onward: ({ onwardId }, _given, { loaders }) =>
      onwardId === null ? null : loaders.referralTaskOf(onwardId),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByReferral.load(id),
  },
  OnwardReferral: {
    toAgency: ({ toAgency }, _given, { loaders }) => loaders.agencyByCode.load(toAgency),
  },
  ReferralStep: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
  },
} satisfies Resolvers;

/** For which agency somebody reads of its work: its client, or its officer whose duty is referrals. @throws UNAUTHORIZED_FIELD_OR_TYPE */
async function readerOf(context: RoomContext): Promise<TaskReader> {
  const { basis } = context.passport;
  if (basis.kind === 'AGREEMENT') return { agency: basis.agency, personKey: null };
  const officer = await dutyOfficer(context, 'REFERRAL');
  if (officer !== null) return officer;
  throw withheld('Query.referralTasks', null, 'CLASS_NOT_IN_BASIS');
}

type Given = { readonly referral: string; readonly idempotencyKey: string };
type Reason = ReferralReason | null;

async function plain(context: RoomContext, field: string, name: ReferralAct, given: Given, reason: Reason) {
  const actor = await actsFor(context, field, 'REFERRAL');
  return step(context, name, actor, given, reason, () => ({}));
}

type Becoming = (
  current: ReferralRow,
  at: Date,
  transaction: Transaction,
) => Partial<ReferralRow> | Promise<Partial<ReferralRow>>;

/** A step of an agency on a referral, by its identifier. */
function step(
  context: RoomContext,
  name: ReferralAct,
  actor: AgencyActor,
  { referral, idempotencyKey }: Given,
  reason: Reason,
  become: Becoming,
  said: object = {},
) {
  const id = uuidArgument('input.referral', referral);
  return act(context, `${name} referral`, idempotencyKey, { id, reason, ...said }, (transaction, at) => {
    const taking: ReferralTaking = { act: name, actor, at, reason };
    return stepReferral(transaction, id, taking, (current) => become(current, at, transaction));
  });
}

async function act(
  context: RoomContext,
  name: string,
  idempotencyKey: string,
  input: unknown,
  take: (transaction: Transaction, at: Date) => Promise<string>,
): Promise<{ task: ReferralRow | null }> {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { task: await context.loaders.referralTaskOf(id) };
}

/** What the sender may no longer read it does not pass on either; a receiver passes on what it was passed. */
async function checkStillReads(
  context: RoomContext,
  current: ReferralRow,
  { agency }: AgencyActor,
): Promise<void> {
  if (current.fromAgency === agency)
    await checkPassedOn(context, subjectIn(current), current.classes.filter(isDataClass));
}

function aboutOf({ type, key }: Subject): Pick<ReferralRow, 'householdKey' | 'personKey'> {
  return type === 'Household'
    ? { householdKey: key, personKey: null }
    : { householdKey: null, personKey: key };
}

function subjectIn({ householdKey, personKey }: ReferralRow): Subject {
  return householdKey === null
    ? { type: 'Person', key: personKey ?? '' }
    : { type: 'Household', key: householdKey };
}
