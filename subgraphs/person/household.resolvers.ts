import { openPage, sealPage, siftedRows } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { after, all, type Soon } from '@seisi/host/soon';
import { opens } from '@seisi/schema/classes';
import { checkDistrict, checkState } from './area.ts';
import { asOfDay } from './as-of.ts';
import { incomePerHead } from './assessment.ts';
import type { RoomContext } from './context.ts';
import { dependantsUnder18, incomeOf } from './derived.ts';
import type { HouseholdMemberRow, HouseholdRow } from './household.table.ts';
import { incomeBandOf } from './income-band.ts';
import type { HouseholdFilter, Resolvers } from './types.generated.ts';

/** A text that could be a registration number; no other reaches the database. */
const PRINTABLE = /^[\x20-\x7e]{1,64}$/;

/** Households: one, by number, and in pages; and their own fields. */
export const householdResolvers = {
  Query: {
    household: (_root, { id }, { loaders }) => loaders.householdById.load(uuidArgument('id', id)),

    householdByRegistration: async (_root, { number }, { loaders }) => {
      const household = PRINTABLE.test(number) ? await loaders.householdByNumber.load(number) : null;
      const grant = household === null ? null : await loaders.grantOf('Household', household.key);
      return grant !== null && opens(grant.classes, 'register') ? household : null;
    },

    households: async (_root, given, context) => {
      const filter = onDay(given.filter ?? {}, context.today);
      const list = { coordinate: 'Query.households', sort: 'registrationNumber', filter: bound(filter) };
      const page = openPage(given, list, context);
      await checkAreas(filter, context);
      const placeOf = (row: HouseholdRow) => [row.registrationNumber];
      const rows = await siftedRows(page, {
        load: ({ limit, after }) =>
          context.loaders.householdPage({ filter, after: after?.[0] ?? null, limit }),
        placeOf,
        keep: (found) => minted(found, context),
      });
      return sealPage(rows, page, placeOf, list, context);
    },
  },

  Household: {
    __resolveReference: ({ key }, { loaders }) => loaders.householdByKey.load(key),
    grant: ({ key }, _args, { loaders }) => loaders.grantOf('Household', key),
    facts: ({ key }, _args, { loaders }) => loaders.factsOf('Household', key),
    dependantsUnder18: async ({ key }, _args, { loaders, today }) =>
      dependantsUnder18(await loaders.derivedOfHousehold(key), today),
    incomeBand: async ({ key }, _args, { loaders }) =>
      incomeBandOf(incomeOf(await loaders.derivedOfHousehold(key))),
    area: (household, _args, context) => areaOf(household, context),
    address: ({ addressLine, postcode }) => ({ line: addressLine, postcode }),
    // Read in one go with the members, so that a profile takes as many statements for one member as for thirty.
    headOfHousehold: ({ key, headKey }, _args, context) =>
      after(openMembers(key, context), () => context.loaders.personByKey.load(headKey)),
    members: ({ key }, _args, context) => openMembers(key, context),
    memberCount: (household, _args, context) =>
      after(figures(household, context), ({ memberCount }) => memberCount),
    totalMonthlyIncome: (household, _args, context) =>
      after(figures(household, context), ({ totalMonthlyIncome }) => totalMonthlyIncome),
    incomePerHead: (household, _args, context) =>
      after(figures(household, context), ({ totalMonthlyIncome, memberCount }) =>
        incomePerHead(totalMonthlyIncome, memberCount),
      ),
    assessment: ({ key }, _args, { loaders }) => loaders.assessmentByHousehold.load(key),
  },

  HouseholdMember: {
    person: ({ personKey }, _args, { loaders }) => loaders.personByKey.load(personKey),
  },
} satisfies Resolvers;

/** The conditions, with a day that is one. @throws BAD_USER_INPUT for a day that is none, or still to come */
function onDay(filter: HouseholdFilter, today: string): HouseholdFilter {
  return filter.asOf == null ? filter : { ...filter, asOf: asOfDay('filter.asOf', filter.asOf, today) };
}

/** Where something is, to the district, with the names of the places. */
export function areaOf(
  { state, district, strata }: Pick<HouseholdRow, 'state' | 'district' | 'strata'>,
  { loaders }: RoomContext,
) {
  return after(loaders.stateByCode.load(state), (stateRow) =>
    after(loaders.districtByCode.load(district), (districtRow) => {
      const names = { stateName: stateRow?.name ?? null, districtName: districtRow?.name ?? null };
      return { stateCode: state, districtCode: district, strata, ...names };
    }),
  );
}

/** The conditions in one order, so that a cursor does not depend on how they were written. */
function bound(filter: HouseholdFilter): unknown {
  const { state, district, strata, povertyStatus, registrationStatus, asOf } = filter;
  return [state, district, strata, povertyStatus, registrationStatus, asOf].map((one) => one ?? null);
}

async function checkAreas({ state, district }: HouseholdFilter, { loaders }: RoomContext): Promise<void> {
  if (state != null) await checkState('filter.state', state, (code) => loaders.stateByCode.load(code));
  if (district != null)
    await checkDistrict('filter.district', district, (code) => loaders.districtByCode.load(code));
}

/** The households that the mint opens: a seal that came after the page was read takes one out of it, and so does the end of an agreement's budget. */
async function minted(rows: readonly HouseholdRow[], { loaders }: RoomContext): Promise<HouseholdRow[]> {
  const grants = await Promise.all(rows.map(({ key }) => loaders.grantOf('Household', key)));
  return rows.filter((_row, index) => grants[index] !== null);
}

/** A membership shows that somebody exists, so it stands only where the mint opens the person. */
function openMembers(householdKey: string, { loaders }: RoomContext): Soon<HouseholdMemberRow[]> {
  return after(loaders.membersByHousehold.load(householdKey), (rows) =>
    after(all(rows.map(({ personKey }) => loaders.grantOf('Person', personKey))), (grants) =>
      rows.filter((_row, index) => grants[index] !== null),
    ),
  );
}

function figures({ key }: HouseholdRow, { loaders }: RoomContext) {
  return after(
    loaders.figuresByHousehold.load(key),
    (found) => found ?? { totalMonthlyIncome: 0, memberCount: 0 },
  );
}
