import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { badInput, readText } from '@seisi/host/read-input';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { readState } from './area.policy.ts';
import { isVolunteerOfficer, officerOf } from './officer.policy.ts';
import { programmePlace } from './programme.loaders.ts';
import { cancelActivity, closeProgramme, openProgramme, reportOf } from './programme.step.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 200;

/** Programmes of volunteers, and what they came to. */
export const programmeResolvers = {
  Query: {
    volunteerProgrammes: async (_root, { state = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerProgrammes',
        sort: 'at desc, id desc',
        filter: { state },
      };
      const page = openPage(given, list, context);
      const rows = await context.loaders.programmePage({ ...page, state });
      return sealPage(rows, page, programmePlace, list, context);
    },

    volunteerProgrammeReport: (_root, { programme }, context) => {
      const { basis } = context.passport;
      const id = uuidArgument('programme', programme);
      return isVolunteerOfficer(basis) ? reportOf(context.db, id, basis.areas) : null;
    },
  },

  Mutation: {
    openVolunteerProgramme: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { areas } = officerOf(context, 'openVolunteerProgramme');
      const title = readText('title', input.title, MOST_CHARACTERS);
      const organisationCode = input.organisation ?? null;
      if (
        organisationCode !== null &&
        (await context.loaders.organisationByCode.load(organisationCode)) === null
      )
        throw badInput('organisation', 'is no code of an organisation: `voluntaryOrganisations` lists them');
      const asked = { title, state: readState(input.state, areas), organisationCode };
      const by = context.passport.viewer?.id ?? '';
      const id = await takeAct(context, acts, {
        ...{ name: 'openVolunteerProgramme', idempotencyKey, input: asked },
        take: (transaction, at) => openProgramme(transaction, { ...asked, by, at }),
      });
      return { programme: await context.loaders.volunteerProgrammeById.load(id) };
    },

    closeVolunteerProgramme: async (_root, { input: { idempotencyKey, programme } }, context) => {
      const { areas } = officerOf(context, 'closeVolunteerProgramme');
      const id = uuidArgument('input.programme', programme);
      await takeAct(context, acts, {
        ...{ name: 'closeVolunteerProgramme', idempotencyKey, input: { id } },
        take: (transaction, at) => closeProgramme(transaction, { id, areas, at }),
      });
      return { programme: await context.loaders.volunteerProgrammeById.load(id) };
    },

    cancelVolunteerActivity: async (_root, { input: { idempotencyKey, activity } }, context) => {
      const { areas } = officerOf(context, 'cancelVolunteerActivity');
      const id = uuidArgument('input.activity', activity);
      await takeAct(context, acts, {
        ...{ name: 'cancelVolunteerActivity', idempotencyKey, input: { id } },
        take: (transaction, at) => cancelActivity(transaction, { id, areas, at }),
      });
      return { activity: await context.loaders.volunteerActivityById.load(id) };
    },
  },

  VolunteerProgramme: {
    organisation: ({ organisationCode }, _given, { loaders }) =>
      organisationCode === null ? null : loaders.organisationByCode.load(organisationCode),
  },
} satisfies Resolvers;
