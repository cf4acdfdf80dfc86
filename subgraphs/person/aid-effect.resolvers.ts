import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { aidEffect } from './aid-effect.ts';
import { lineKey } from './assessment.loaders.ts';
import type { RoomContext } from './context.ts';
import type { HouseholdRow } from './household.table.ts';
import { lineOf } from './poverty-line.ts';
import type { Resolvers } from './types.generated.ts';

/** What aid makes of a household's income (S1: pemantauan keberkesanan program atau bantuan). */
export const aidEffectResolvers = {
  Household: {
    aidEffect: async (household, _given, context) => {
      const { loaders, today } = context;
      const members = await membersOf(household, context);
      const [figures, aid, linePerHead] = await Promise.all([
        loaders.figuresByHousehold.load(household.key),
        Promise.all(members.map((personKey) => loaders.aidCountedByPerson.load(personKey))),
        lineOfHousehold(household, context),
      ]);
      const { totalMonthlyIncome = 0, memberCount = 0 } = figures ?? {};
      return aidEffect({ totalMonthlyIncome, memberCount, linePerHead, aid: aid.flat() }, today);
    },
  },
} satisfies Resolvers;

/**
 * Who lives there. Each must be open with `aid`, whether they receive any or not: else what is told would say, by its being there, that somebody else does.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE
 */
async function membersOf({ key }: HouseholdRow, { loaders }: RoomContext): Promise<string[]> {
  const members = await loaders.membersByHousehold.load(key);
  const grants = await Promise.all(members.map(({ personKey }) => loaders.grantOf('Person', personKey)));
  if (grants.every((grant) => grant !== null && opens(grant.classes, 'aid')))
    return members.map(({ personKey }) => personKey);
  throw withheld('Household.aidEffect', 'poverty', 'NOT_FOR_THIS_SUBJECT');
}

async function lineOfHousehold(
  { state, strata }: HouseholdRow,
  { loaders, today }: RoomContext,
): Promise<number | null> {
  const basisYear = await loaders.basisYearInForce(today);
  if (basisYear === null) return null;
  const lines = await loaders.povertyLinesByYearAndState.load(lineKey({ basisYear, stateCode: state }));
  return lineOf(lines, { test: 'PER_HEAD', strata }, 'POVERTY')?.amount ?? null;
}
