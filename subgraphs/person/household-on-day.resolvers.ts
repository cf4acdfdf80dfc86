import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { asOfDay } from './as-of.ts';
import { incomePerHead } from './assessment.ts';
import type { RoomContext } from './context.ts';
import type { HouseholdMemberRow, HouseholdRow } from './household.table.ts';
import type { Resolvers } from './types.generated.ts';

/** Which household, and the civil day, YYYY-MM-DD, of which is asked what the register said. */
export type HouseholdOnDayRow = {
  readonly household: HouseholdRow;
  readonly householdKey: string;
  readonly day: string;
};

/** Households as the register had them at the end of a day. */
export const householdOnDayResolvers = {
  Household: {
    asOf: (household, { day }, { today }) => ({
      ...{ household, householdKey: household.key },
      day: asOfDay('day', day, today),
    }),
  },

  HouseholdOnDay: {
    members: async (row, _args, context) =>
      (await membersOf(row, context)).filter(({ isReached }) => isReached).map(({ member }) => member),
    memberCount: async (row, _args, context) => {
      const members = await membersOf(row, context);
      if (members.every(({ isReached }) => isReached)) return members.length;
      throw hidden('memberCount', 'kinship.count');
    },
    totalMonthlyIncome: async (row, _args, context) =>
      (await figuresOf('totalMonthlyIncome', row, context)).total,
    incomePerHead: async (row, _args, context) => {
      const { total, size } = await figuresOf('incomePerHead', row, context);
      return incomePerHead(total, size);
    },
    povertyStatus: async (row, _args, context) => {
      await refuseStranger('povertyStatus', 'poverty.status', row, context);
      const assessment = await context.loaders.assessmentOnDay(row.day).load(row.householdKey);
      return assessment?.status ?? null;
    },
  },
} satisfies Resolvers;

/**
 * Of a time when a citizen did not live there it is not told what is said of all who did.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE to a citizen who did not live there on that day
 */
export async function refuseStranger(
  field: string,
  dataClass: DataClass,
  row: HouseholdOnDayRow,
  context: RoomContext,
): Promise<void> {
  const { basis } = context.passport;
  if (basis.kind !== 'SELF') return;
  const members = await membersOf(row, context);
  if (!members.some(({ member }) => member.personKey === basis.personKey)) throw hidden(field, dataClass);
}

type MemberThen = {
  readonly member: HouseholdMemberRow;
  /** Whether the viewer may know today that this person exists. */
  readonly isReached: boolean;
  /** Whether what this person earned may stand in a figure that the viewer reads. */
  readonly isCounted: boolean;
};

/** Who lived there then, each with what today's grounds open of them. */
async function membersOf(
  { householdKey, day }: HouseholdOnDayRow,
  { loaders, passport: { basis } }: RoomContext,
): Promise<MemberThen[]> {
  const members = await loaders.membersOnDay(day).load(householdKey);
  const grants = await Promise.all(members.map(({ personKey }) => loaders.grantOf('Person', personKey)));
  // The household's own grant was decided by who has a part in its figures today. Of another day each member is asked: an officer or agency must hold the class of the
  // figure for them too; to a citizen the sum less the own income tells the others', so those must be open themselves.
  const needed: DataClass = basis.kind === 'SELF' ? 'income' : 'poverty';
  return members.map((member, index) => {
    const grant = grants[index] ?? null;
    return { member, isReached: grant !== null, isCounted: grant !== null && opens(grant.classes, needed) };
  });
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE where somebody has a part in the figures who is not open, or is out of reach */
async function figuresOf(
  field: 'totalMonthlyIncome' | 'incomePerHead',
  row: HouseholdOnDayRow,
  context: RoomContext,
): Promise<{ readonly total: number; readonly size: number }> {
  const members = await membersOf(row, context);
  const loader = context.loaders.incomesAsOf(row.day);
  const earned = await Promise.all(members.map(({ member }) => loader.load(member.personKey)));
  const isOpen = members.every(
    ({ isReached, isCounted }, index) => isReached && (isCounted || earned[index]?.length === 0),
  );
  if (!isOpen) throw hidden(field, 'poverty');
  return { total: earned.flat().reduce((sum, { monthly }) => sum + monthly, 0), size: members.length };
}

function hidden(field: string, dataClass: DataClass) {
  return withheld(`HouseholdOnDay.${field}`, dataClass, 'NOT_FOR_THIS_SUBJECT');
}
