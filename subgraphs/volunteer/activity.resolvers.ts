import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { badInput, readCount, readDay, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { after } from '@seisi/host/soon';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { activityPlace } from './activity.loaders.ts';
import { planActivity, recordParticipation, signUp, withdraw } from './activity.step.ts';
import { activityStatusOn } from './activity.ts';
import { fileForOfficer, fileOfOwn } from './application.policy.ts';
import { readDistrict } from './area.policy.ts';
import { certificateOf } from './certificate.step.ts';
import { handleFile } from './handling.step.ts';
import { officerOf } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_DAYS = 180;
const MOST_CHARACTERS = 200;
const MOST_PLACES = 1_000;
const MOST_HOURS = 24;

/** Activities, who joins them, and who was there. */
export const activityResolvers = {
  Query: {
    volunteerActivities: async (_root, { district = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerActivities',
        sort: 'day, id',
        filter: { district },
      };
      const page = openPage(given, list, context);
      const rows = await context.loaders.activityPage({ ...page, district, from: context.today });
      return sealPage(rows, page, activityPlace, list, context);
    },
  },

  Mutation: {
    planVolunteerActivity: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { areas } = officerOf(context, 'planVolunteerActivity');
      const day = readDay('day', input.day);
      if (day <= context.today || day > daysAfter(context.today, MOST_DAYS))
        throw badInput('day', `is a day from tomorrow to ${MOST_DAYS} days on`);
      const asked = {
        programmeId: uuidArgument('input.programme', input.programme),
        title: readText('title', input.title, MOST_CHARACTERS),
        interest: input.interest,
        ...readDistrict(input.district, areas),
        day,
        place: readText('place', input.place, MOST_CHARACTERS),
        hours: readCount('hours', input.hours, 1, MOST_HOURS),
        capacity: readCount('capacity', input.capacity, 1, MOST_PLACES),
      };
      const by = context.passport.viewer?.id ?? '';
      const id = await takeAct(context, acts, {
        ...{ name: 'planVolunteerActivity', idempotencyKey, input: asked },
        take: (transaction, at) => planActivity(transaction, { ...asked, by, at }, areas),
      });
      return { activity: await context.loaders.volunteerActivityById.load(id) };
    },

    signUpForActivity: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'signUpForActivity';
      const file = await fileOfOwn(context, name, input.application);
      const activity = uuidArgument('input.activity', input.activity);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { activity } },
        take: (transaction, acting) => signUp(transaction, acting, activity),
      });
    },

    withdrawFromActivity: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'withdrawFromActivity';
      const file = await fileOfOwn(context, name, input.application);
      const activity = uuidArgument('input.activity', input.activity);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { activity } },
        take: (transaction, acting) => withdraw(transaction, acting, activity),
      });
    },

    recordParticipation: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'recordParticipation';
      const { areas } = officerOf(context, name);
      const file = await fileForOfficer(context, name, input.application);
      const activityId = uuidArgument('input.activity', input.activity);
      const hours = input.hours == null ? null : readCount('hours', input.hours, 1, MOST_HOURS);
      return handleFile(context, {
        ...{ name, idempotencyKey, file, input: { activityId, hours } },
        take: (transaction, acting) => recordParticipation(transaction, acting, { activityId, hours, areas }),
      });
    },
  },

  VolunteerActivity: {
    programme: ({ programmeId }, _given, { loaders }) => loaders.volunteerProgrammeById.load(programmeId),
    status: (activity, _given, { loaders, today }) =>
      after(loaders.takenByActivity.load(activity.id), (found) =>
        activityStatusOn(today, activity, found?.taken ?? 0),
      ),
  },

  Volunteering: {
    participations: ({ id }, _given, { loaders }) => loaders.participationsByVolunteering.load(id),
    hours: ({ id }, _given, { loaders }) =>
      after(loaders.participationsByVolunteering.load(id), (found) =>
        found.reduce((sum, { status, hours }) => sum + (status === 'ATTENDED' ? (hours ?? 0) : 0), 0),
      ),
  },

  ActivityParticipation: {
    activity: ({ activityId }, _given, { loaders }) => loaders.volunteerActivityById.load(activityId),
    certificateNumber: ({ status, certificateNumber }) => (status === 'ATTENDED' ? certificateNumber : null),
    certificate: (row, _given, context) => {
      // It bears the name, which is for the volunteer to show.
      if (context.passport.basis.kind !== 'SELF')
        throw withheld('ActivityParticipation.certificate', 'volunteering', 'CLASS_NOT_IN_BASIS');
      return certificateOf(context, row);
    },
  },
} satisfies Resolvers;
