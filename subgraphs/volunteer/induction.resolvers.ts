import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { badInput, readCount, readDay, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { acts } from './act.table.ts';
import { fileForOfficer } from './application.policy.ts';
import { readDistrict } from './area.policy.ts';
import { handleFile } from './handling.step.ts';
import { inductionPlace } from './induction.loaders.ts';
import { invite, recordAttendance } from './induction.step.ts';
import { inductions } from './induction.table.ts';
import { officerOf } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_DAYS = 180;
const MOST_CHARACTERS = 200;
const MOST_INVITED = 1_000;

/** Inductions, invitations to them, and who was there. */
export const inductionResolvers = {
  Query: {
    volunteerInductions: async (_root, { district = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerInductions',
        sort: 'day, id',
        filter: { district },
      };
      const page = openPage(given, list, context);
      const rows = await context.loaders.inductionPage({ ...page, district, from: context.today });
      return sealPage(rows, page, inductionPlace, list, context);
    },
  },

  Mutation: {
    planInduction: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { areas } = officerOf(context, 'planInduction');
      const day = readDay('day', input.day);
      if (day < context.today || day > daysAfter(context.today, MOST_DAYS))
        throw badInput('day', `is a day from today to ${MOST_DAYS} days on`);
      const asked = {
        ...readDistrict(input.district, areas),
        day,
        place: readText('place', input.place, MOST_CHARACTERS),
        capacity: readCount('capacity', input.capacity, 1, MOST_INVITED),
      };
      const by = context.passport.viewer?.id ?? '';
      const id = await takeAct(context, acts, {
        ...{ name: 'planInduction', idempotencyKey, input: asked },
        take: async (transaction, at) => {
          const row = { id: crypto.randomUUID(), ...asked, by, at };
          await transaction.insert(inductions).values(row);
          return row.id;
        },
      });
      return { induction: await context.loaders.inductionById.load(id) };
    },

    inviteToInduction: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'inviteToInduction';
      const { areas } = officerOf(context, name);
      const file = await fileForOfficer(context, name, input.application);
      const inductionId = uuidArgument('input.induction', input.induction);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { inductionId } },
        take: (transaction, acting) => invite(transaction, acting, { inductionId, areas }),
      });
    },

    recordInductionAttendance: async (_root, { input }, context) => {
      const name = 'recordInductionAttendance';
      const { application, attended, idempotencyKey } = input;
      const file = await fileForOfficer(context, name, application);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { attended } },
        take: (transaction, acting) => recordAttendance(transaction, acting, attended),
      });
    },
  },

  InductionInvitation: {
    induction: ({ inductionId }, _given, { loaders }) => loaders.inductionById.load(inductionId),
  },
} satisfies Resolvers;
