import { takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { areaOf } from './household.resolvers.ts';
import { type HouseholdOnDayRow, refuseStranger } from './household-on-day.resolvers.ts';
import { recordAddress } from './recorded-address.step.ts';
import type { KeptAddress } from './recorded-address.table.ts';
import { carriedOverAddress, shownAddress, wantedAddress } from './recorded-address.ts';
import type { Resolvers } from './types.generated.ts';
import { householdUpdateOf, updaterOf } from './update.policy.ts';

/** Where households lived as the register had it on a day, and the act of an officer who records another address within the district. */
export const recordedAddressResolvers = {
  Mutation: {
    recordAddress: async (_root, { input }, context) => {
      await updaterOf('recordAddress', context);
      const { said, provenance } = wantedAddress(input, context.today);
      const classes = ['register', 'contact'] as const;
      const { by, householdKey } = await householdUpdateOf(
        'recordAddress',
        input.household,
        classes,
        context,
      );
      const recorded = await takeAct(context, acts, {
        ...{ name: 'recordAddress', idempotencyKey: input.idempotencyKey },
        input: { householdKey, ...said, ...provenance },
        take: async (transaction, at) => {
          const { id } = await recordAddress(transaction, householdKey, said, { ...provenance, by, at });
          return { id, householdKey };
        },
      });
      context.loaders.householdByKey.forget(householdKey);
      return { recorded };
    },
  },

  HouseholdOnDay: {
    address: async (row, _args, context) => {
      await refuseStranger('address', 'contact', row, context);
      return shownAddress(await versionOf(row, context));
    },
    area: async (row, _args, context) => {
      await refuseStranger('area', 'area', row, context);
      return areaOf(await versionOf(row, context), context);
    },
  },

  AddressFile: {
    household: ({ householdKey }, _args, { loaders }) => loaders.householdByKey.load(householdKey),
  },
} satisfies Resolvers;

/** The version that counted on the day; an address that was never changed says what it has always said. */
async function versionOf(
  { household, day }: HouseholdOnDayRow,
  { loaders }: RoomContext,
): Promise<KeptAddress> {
  return (await loaders.addressAsOf(day).load(household.key)) ?? carriedOverAddress(household);
}
