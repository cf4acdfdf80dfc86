import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { moverOf, refuseMoves } from './move.policy.ts';
import { readDoor } from './recorded-address.ts';
import { wantedProvenance } from './recorded-income.ts';
import { badInput, readText } from './registration-input.ts';
import { relocationPlace } from './relocation.loaders.ts';
import { RELOCATING, reachedPlacesOf } from './relocation.policy.ts';
import { confirmRelocation, proposeRelocation, withdrawRelocation } from './relocation.step.ts';
import type { Relocated } from './relocation.ts';
import type { ConfirmRelocationInput, ProposeRelocationInput, Resolvers } from './types.generated.ts';

/** Moves of whole households to another district or strata: proposed by one officer, confirmed by another. */
export const relocationResolvers = {
  Query: {
    proposedRelocations: async (_root, given, context) => {
      refuseMoves('Query.proposedRelocations', context.passport.basis, RELOCATING);
      const list: PageList = {
        ...{ coordinate: 'Query.proposedRelocations', sort: 'proposedAt desc', filter: {} },
      };
      const page = openPage(given, list, context);
      const rows = await context.loaders.relocationPage(page);
      return sealPage(rows, page, relocationPlace, list, context);
    },
  },

  Mutation: {
    proposeRelocation: async (_root, { input }, context) => {
      const officer = await moverOf('proposeRelocation', context, RELOCATING);
      const relocated = await readRelocated(input, context);
      const said = {
        ...{ ...relocated, ...wantedProvenance(input), method: input.method },
        reason: readText('reason', input.reason),
      };
      const reached = await reachedPlacesOf(said, officer, context);
      const relocation = await takeAct(context, acts, {
        ...{ name: 'proposeRelocation', idempotencyKey: input.idempotencyKey, input: said },
        take: (transaction, at) => proposeRelocation(transaction, said, { officer, reached, at }),
      });
      return { relocation };
    },

    confirmRelocation: async (_root, { input }, context) => {
      const officer = await moverOf('confirmRelocation', context, RELOCATING);
      const id = uuidArgument('input.id', input.id);
      const said = await readRelocated(input, context);
      const reached = await reachedPlacesOf(said, officer, context);
      const relocation = await takeAct(context, acts, {
        ...{ name: 'confirmRelocation', idempotencyKey: input.idempotencyKey, input: { id, ...said } },
        take: (transaction, at) => confirmRelocation(transaction, id, said, { officer, reached, at }),
      });
      return { relocation };
    },

    withdrawRelocation: async (_root, { input }, context) => {
      const officer = await moverOf('withdrawRelocation', context, RELOCATING);
      const id = uuidArgument('input.id', input.id);
      const relocation = await takeAct(context, acts, {
        ...{ name: 'withdrawRelocation', idempotencyKey: input.idempotencyKey, input: { id } },
        take: (transaction, at) => withdrawRelocation(transaction, id, { officer, at }),
      });
      return { relocation };
    },
  },

  Relocation: {
    household: ({ householdId }, _given, { loaders }) => loaders.householdById.load(householdId),
  },
} satisfies Resolvers;

/** What a household's move does, as it may be kept. @throws BAD_USER_INPUT for an identifier, an address, a district or a day that is none, and for a day to come */
async function readRelocated(
  input: ProposeRelocationInput | ConfirmRelocationInput,
  { loaders, today }: RoomContext,
): Promise<Relocated> {
  const householdId = uuidArgument('input.household', input.household);
  const door = readDoor(input, today);
  const found = await loaders.districtByCode.load(input.district);
  if (found === null) throw badInput('district', 'is the DOSM code of no district');
  return { householdId, ...door, district: input.district, state: found.stateCode, strata: input.strata };
}
