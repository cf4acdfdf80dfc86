import { takeAct } from '@seisi/host/act';
import { readText } from '@seisi/host/read-input';
import { acts } from './act.table.ts';
import { readState } from './area.policy.ts';
import { officerOf } from './officer.policy.ts';
import { admit, end } from './organisation.step.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 200;

/** The directory of voluntary welfare organisations, and how they join and leave it. */
export const organisationResolvers = {
  Query: {
    voluntaryOrganisations: (_root, { state = null }, { loaders }) => loaders.organisations(state),
  },

  Mutation: {
    admitOrganisation: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const name = 'admitOrganisation';
      const { areas } = officerOf(context, name);
      const state = readState(input.state, areas);
      const asked = { name: readText('name', input.name, MOST_CHARACTERS), state };
      const code = await takeAct(context, acts, {
        ...{ name, idempotencyKey, input: asked },
        take: (transaction, at) => admit(transaction, asked, at),
      });
      return { organisation: await context.loaders.organisationNow.load(code) };
    },

    endOrganisation: async (_root, { input: { organisation: code, idempotencyKey } }, context) => {
      const name = 'endOrganisation';
      const { areas } = officerOf(context, name);
      await takeAct(context, acts, {
        ...{ name, idempotencyKey, input: { code } },
        take: (transaction, at) => end(transaction, { code, areas }, at),
      });
      return { organisation: await context.loaders.organisationNow.load(code) };
    },
  },
} satisfies Resolvers;
