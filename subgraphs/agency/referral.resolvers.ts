import {
  type Connection,
  openPage,
  type PageArguments,
  type PageList,
  type PageRequest,
  refuseUnread,
  sealPage,
} from '@seisi/host/page';
import { after, type Soon } from '@seisi/host/soon';

import type { FileRule } from '@seisi/host/subgraph';
import type { RoomContext } from './context.ts';
import { type PlacedReferral, referralPlace } from './referral.loaders.ts';
import type { ReferralRow } from './referral.table.ts';
import type { Resolvers } from './types.generated.ts';

const SORT = 'sentAt desc, id desc';
/** A text that could be a reference number; no other reaches the database. */
const PRINTABLE = /^[\x20-\x7e]{1,64}$/;

/** From the graph to referrals and back. Who may see what is the guard's work, and `reach`'s. */
export const referralResolvers: Resolvers = {
  Query: {
    referral: (_root, { reference }, { loaders }) =>
      PRINTABLE.test(reference) ? loaders.fileByReference.load(reference) : null,
    referralFiles: (_root, { status = null, ...given }, context) => {
      const list: PageList = { coordinate: 'Query.referralFiles', sort: SORT, filter: { status } };
      refuseUnread(list, 'case', context);
      return pageOf(list, given, context, (page) => context.loaders.files(status, page));
    },
  },
  Household: {
    referrals: ({ key }, given, context) => {
      const list: PageList = { coordinate: 'Household.referrals', sort: SORT, filter: { key } };
      return pageOf(list, given, context, (page) => context.loaders.referralsByHousehold(page).load(key));
    },
  },
  Person: {
    referrals: ({ key }, given, context) => {
      const list: PageList = { coordinate: 'Person.referrals', sort: SORT, filter: { key } };
      return pageOf(list, given, context, (page) => context.loaders.referralsByPerson(page).load(key));
    },
  },
  Referral: {
    fromAgency: ({ fromAgency }, _given, { loaders }) => loaders.agencyByCode.load(fromAgency),
    toAgency: ({ toAgency }, _given, { loaders }) => loaders.agencyByCode.load(toAgency),
  },
  ReferralFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.fileById.load(id),
    subject: ({ householdKey, personKey }) =>
      householdKey === null ? person(personKey) : { __typename: 'Household', key: householdKey },
    // Each side is asked about, also the one that it is not about, which nobody is: which of the two it was shows in no work (access §7).
    household: ({ householdKey, personKey }) => ({ key: householdKey ?? personKey ?? '' }),
    person: ({ householdKey, personKey }) => ({ key: personKey ?? householdKey ?? '' }),
    referral: (row) => row,
  },
};

type Representation = { readonly household?: Granted; readonly person?: Granted };
type Granted = { readonly grant?: unknown } | null;

/** Whose grant opens a referral's content: the one subject that it is about. */
export const referralFile: FileRule = {
  subject: ({ personKey, householdKey }: ReferralRow) => personKey ?? householdKey ?? '',
  grant: ({ household, person }: Representation) => person?.grant ?? household?.grant,
};

function person(personKey: string | null) {
  return personKey === null ? null : { __typename: 'Person', key: personKey };
}

function pageOf(
  list: PageList,
  given: PageArguments,
  context: RoomContext,
  load: (page: PageRequest) => Soon<PlacedReferral[]>,
): Soon<Connection<PlacedReferral>> {
  const page = openPage(given, list, context);
  return after(load(page), (rows) => sealPage(rows, page, referralPlace, list, context));
}
