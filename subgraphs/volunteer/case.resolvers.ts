import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, refuseUnread, sealPage } from '@seisi/host/page';
import { badInput, readCount, readDay, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { filePlace } from './application-file.loaders.ts';
import {
  assertEither,
  caseForEither,
  caseForOfficer,
  helpedOf,
  isCaseOfficer,
  openDistrictOf,
  reachesCases,
  withoutNumbers,
} from './case.policy.ts';
import { closeCase, openCase, refused, stepAssignment } from './case.step.ts';
import { isMutual } from './case.ts';
import { casePlace } from './case-file.loaders.ts';
import { handleCase } from './case-handling.step.ts';
import type { Resolvers, VolunteerCaseAct } from './types.generated.ts';

const MOST_DAYS = 180;
const MOST_CHARACTERS = 500;
const MOST_HOURS = 200;

/** Cases in which a volunteer's help is needed, from the first word to the last hour. */
export const caseResolvers = {
  Query: {
    volunteerCaseFiles: async (_root, { status = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerCaseFiles',
        sort: 'openedAt desc, id desc',
        filter: { status },
      };
      refuseUnread(list, 'case', context);
      const page = openPage(given, list, context);
      const rows = await context.loaders.casePage({ ...page, status });
      return sealPage(rows, page, casePlace, list, context);
    },

    volunteerCandidates: async (_root, { case: id, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerCandidates',
        sort: 'applicationNumber desc',
        filter: { case: id },
      };
      const page = openPage(given, list, context);
      const caseId = uuidArgument('case', id);
      const found = isCaseOfficer(context.passport.basis)
        ? await context.loaders.caseById.load(caseId)
        : null;
      // Of a case out of reach nobody is listed, as of one that does not exist.
      const isReached = await reachesCases(context, found?.personKey ?? crypto.randomUUID());
      const rows =
        found === null || !isReached
          ? []
          : await context.loaders.filePage({ ...page, status: 'ACTIVE', number: null, helps: found });
      return sealPage(rows, page, filePlace, list, context);
    },
  },

  Mutation: {
    openVolunteerCase: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'openVolunteerCase';
      assertEither(context, name);
      const task = withoutNumbers('task', readText('task', input.task, MOST_CHARACTERS));
      const startsOn = readDay('startsOn', input.startsOn);
      if (startsOn < context.today || startsOn > daysAfter(context.today, MOST_DAYS))
        throw badInput('startsOn', `is a day from today to ${MOST_DAYS} days on`);
      const hours = readCount('hours', input.hours, 1, MOST_HOURS);
      const personKey = await helpedOf(context, input.person ?? null);
      const asked = { personKey, interest: input.interest, task, startsOn, hours };
      const district = await openDistrictOf(context, personKey);
      if (district === null)
        throw refused('No single home is on record; the district welfare office finds help by itself.');
      const openedBy = context.passport.viewer?.id ?? '';
      const id = await takeAct(context, acts, {
        ...{ name, idempotencyKey, input: asked },
        take: (transaction, openedAt) => openCase(transaction, { ...asked, district, openedBy, openedAt }),
      });
      return { file: { id, personKey } };
    },

    finishVolunteerCase: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'finishVolunteerCase';
      const file = await caseForOfficer(context, name, input.case);
      const hours = readCount('hours', input.hours, 1, MOST_HOURS);
      return handleCase(context, {
        ...{ name, idempotencyKey, file, input: { hours } },
        take: (transaction, acting) => stepAssignment(transaction, acting, { act: 'FINISH', hours }),
      });
    },

    closeVolunteerCase: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'closeVolunteerCase';
      const file = await caseForEither(context, name, input.case);
      const note = readText('reason', input.reason, MOST_CHARACTERS);
      return handleCase(context, {
        ...{ name, idempotencyKey, file, input: { note } },
        take: (transaction, acting) => closeCase(transaction, acting, note),
      });
    },
  },

  Person: {
    volunteerCases: ({ key }, _given, { loaders }) => loaders.casesByPerson.load(key),
  },

  VolunteerCaseFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.caseFileById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    case: ({ id }, _given, { loaders }) => loaders.caseById.load(id),
  },

  VolunteerCase: {
    offers: ({ id }, _given, { loaders }) => loaders.offersByCase.load(id),
    steps: ({ id }, _given, { loaders }) => loaders.caseStepsByCase.load(id),
  },

  VolunteerCaseStep: { act: ({ act }) => act as VolunteerCaseAct },

  VolunteerOffer: {
    id: ({ assignmentId }) => assignmentId,
    status: ({ assignment }) => assignment.status,
    hours: ({ assignment }) => assignment.hours,
    introduction: ({ assignment: { status }, volunteerWords }, _given, { passport: { basis } }) => {
      if (basis.kind !== 'SELF') throw withheld('VolunteerOffer.introduction', 'case', 'CLASS_NOT_IN_BASIS');
      return isMutual(status) ? volunteerWords : null;
    },
  },
} satisfies Resolvers;
