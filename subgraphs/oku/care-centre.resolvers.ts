import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { badInput, readDay, readText } from '@seisi/host/read-input';
import { after } from '@seisi/host/soon';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { acts } from './act.table.ts';
import { officerOf } from './application.policy.ts';
import { certifyCentre, linkCentre } from './care-centre.step.ts';
import { handleRegistration } from './handling.step.ts';
import { registrationForOfficer } from './registration.policy.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 40;
/** Nobody certifies what is long past, or far ahead. */
const MOST_DAYS = 60;

/** The directory of care centres, and who is linked to which. */
export const careCentreResolvers = {
  Query: {
    careCentres: async (_root, { state = null, ...given }, context) => {
      const list: PageList = { coordinate: 'Query.careCentres', sort: 'code', filter: { state } };
      const page = openPage(given, list, context);
      const rows = await context.loaders.careCentrePage({ ...page, state });
      return sealPage(rows, page, ({ code }) => [code], list, context);
    },
  },

  Mutation: {
    linkCareCentre: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'linkCareCentre';
      const { id: registrationId } = await registrationForOfficer(context, name, input.registration);
      const code = input.centre ?? null;
      return handleRegistration(context, {
        ...{ name, idempotencyKey, input: { code }, registrationId },
        take: (transaction, acting) => linkCentre(transaction, acting, code),
      });
    },

    certifyCareCentre: async (_root, { input }, context) => {
      const { areas } = officerOf(context, 'certifyCareCentre');
      const startsOn = readDay('startsOn', input.startsOn);
      if (startsOn < daysAfter(context.today, -MOST_DAYS) || startsOn > daysAfter(context.today, MOST_DAYS))
        throw badInput('startsOn', `is a day within ${MOST_DAYS} days of today`);
      const asked = {
        code: input.centre,
        number: readText('number', input.number, MOST_CHARACTERS),
        startsOn,
      };
      const by = context.passport.viewer?.id ?? '';
      const code = await takeAct(context, acts, {
        ...{ name: 'certifyCareCentre', idempotencyKey: input.idempotencyKey, input: asked },
        take: async (transaction, at) => {
          await certifyCentre(transaction, { ...asked, by, at }, areas);
          return asked.code;
        },
      });
      return { centre: await context.loaders.careCentreByCode.load(code) };
    },
  },

  CareCentre: {
    isCertified: ({ code }, _given, { loaders, today }) =>
      after(loaders.certificatesByCentre.load(code), (found) =>
        found.some(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn),
      ),
    certifiedUntil: ({ code }, _given, { loaders }) =>
      after(loaders.certificatesByCentre.load(code), ([newest]) => newest?.endsOn ?? null),
  },
} satisfies Resolvers;
