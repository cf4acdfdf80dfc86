import { badInput, readDay, readText } from '@seisi/host/read-input';
import { recordSent, renewCard, replaceCard, reportLost, surrenderCard } from './card.step.ts';
import { handleRegistration } from './handling.step.ts';
import { registrationForEither, registrationForOfficer } from './registration.policy.ts';
import { confirmStrikeOff, proposeStrikeOff } from './strike-off.step.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 2_000;

/** What becomes of an entry and its cards. */
export const cardResolvers = {
  Mutation: {
    reportOkuCardLost: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'reportOkuCardLost';
      const { id: registrationId } = await registrationForEither(context, name, input.registration);
      const lostOn = pastDay('lostOn', input.lostOn, context.today);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: { lostOn }, registrationId },
        take: (transaction, acting) => reportLost(transaction, acting, lostOn),
      });
    },

    replaceOkuCard: async (_root, { input: { idempotencyKey, registration } }, context) => {
      const name = 'replaceOkuCard';
      const { id: registrationId } = await registrationForEither(context, name, registration);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: {}, registrationId },
        take: replaceCard,
      });
    },

    renewOkuCard: async (_root, { input: { idempotencyKey, registration } }, context) => {
      const name = 'renewOkuCard';
      const { id: registrationId } = await registrationForEither(context, name, registration);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: {}, registrationId },
        take: renewCard,
      });
    },

    recordOkuCardSent: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'recordOkuCardSent';
      const { id: registrationId } = await registrationForOfficer(context, name, input.registration);
      const sentOn = pastDay('sentOn', input.sentOn, context.today);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: { sentOn }, registrationId },
        take: (transaction, acting) => recordSent(transaction, acting, sentOn),
      });
    },

    surrenderOkuCard: async (_root, { input: { idempotencyKey, registration } }, context) => {
      const name = 'surrenderOkuCard';
      const { id: registrationId } = await registrationForOfficer(context, name, registration);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: {}, registrationId },
        take: surrenderCard,
      });
    },

    proposeOkuStrikeOff: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'proposeOkuStrikeOff';
      const { id: registrationId } = await registrationForOfficer(context, name, input.registration);
      const why = { reason: input.reason, note: readText('note', input.note, MOST_CHARACTERS) };
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: why, registrationId },
        take: (transaction, acting) => proposeStrikeOff(transaction, acting, why),
      });
    },

    confirmOkuStrikeOff: async (_root, { input: { idempotencyKey, registration, confirm } }, context) => {
      const name = 'confirmOkuStrikeOff';
      const { id: registrationId } = await registrationForOfficer(context, name, registration);
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: { confirm }, registrationId },
        take: (transaction, acting) => confirmStrikeOff(transaction, acting, confirm),
      });
    },
  },
} satisfies Resolvers;

/** @throws BAD_USER_INPUT for what is no day, and a day to come */
function pastDay(name: string, day: string, today: string): string {
  const read = readDay(name, day);
  if (read > today) throw badInput(name, 'is after today');
  return read;
}
