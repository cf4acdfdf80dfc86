import { readCount } from '@seisi/host/read-input';
import { after } from '@seisi/host/soon';
import { dayNumber } from '@seisi/schema/calendar/civil-day';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { citizenOf } from './application.policy.ts';
import { issueCredential } from './credential.step.ts';
import { credentialText, readHolderKey } from './credential.ts';
import { handleRegistration } from './handling.step.ts';
import { registrationForEither } from './registration.policy.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_LISTS = 100_000;
const DAY_SECONDS = 86_400;
/** A day ends in Malaysia eight hours before it does in UTC. */
const MALAYSIA_SECONDS = 8 * 3_600;

/** Cards as credentials that a holder shows from an own device, and the lists by which whoever is shown one sees that it counts. */
export const credentialResolvers = {
  Query: {
    okuStatusList: (_root, { number }, { loaders }) =>
      loaders.statusList(readCount('number', number, 1, MOST_LISTS)),
  },

  Mutation: {
    issueOkuCredential: async (_root, { input }, context) => {
      const name = 'issueOkuCredential';
      citizenOf(context, name);
      const { id: registrationId } = await registrationForEither(context, name, input.registration);
      const holderKey = readHolderKey(input.holderKey);
      const { endOthers = false, idempotencyKey } = input;
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: { holderKey, endOthers }, registrationId },
        take: (transaction, { at }) =>
          issueCredential(transaction, { registrationId, holderKey, endOthers, at }),
      });
    },
  },

  OkuRegistration: {
    credentials: ({ id }, _given, { loaders }) => loaders.credentialsByRegistration.load(id),
  },

  OkuCredential: {
    text: ({ registrationId, cardId, ...row }, _given, { passport, loaders, issuer }) => {
      // It is for the device of its holder; whoever else reads of cards reads that it was issued.
      if (passport.basis.kind !== 'SELF')
        throw withheld('OkuCredential.text', 'disability', 'CLASS_NOT_IN_BASIS');
      if (issuer === null)
        throw new RegistryError('SOURCE_UNAVAILABLE', 'No credential can be made here. Ask again later.');
      if (row.revokedAt !== null) return null;
      return after(loaders.cardsByRegistration.load(registrationId), (cards) => {
        const card = cards.find(({ id }) => id === cardId);
        if (card === undefined) return null;
        const issuedAt = Math.floor(row.issuedAt.getTime() / 1000);
        const expiresAt = (dayNumber(card.expiresOn) + 1) * DAY_SECONDS - MALAYSIA_SECONDS;
        return credentialText({ ...row, issuedAt, expiresAt }, issuer);
      });
    },
  },
} satisfies Resolvers;
