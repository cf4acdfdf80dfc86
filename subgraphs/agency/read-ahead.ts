import { type FirstPage, firstPage, pageValues } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonList, jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { eq, type SQL, sql } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import type { AgencyLoaders, RoomContext } from './context.ts';
import { NEWEST_FIRST, ofSubject, type PlacedReferral, SENT_AT_TEXT, subjects } from './referral.loaders.ts';
import { referrals } from './referral.table.ts';

const REFERRAL = jsonRow(referrals);
const AGENCY = jsonRow(agencies);

/** Whose referrals the statement reads, and which of their agencies. */
type Variant = {
  readonly household: boolean;
  readonly person: boolean;
  readonly from: boolean;
  readonly to: boolean;
};

/** A referral as the statement writes it. */
type Line = readonly [
  referral: readonly unknown[],
  sentAtText: string,
  from: readonly unknown[] | null,
  to: readonly unknown[] | null,
];

const NOTHING = sql`null`;

const OF_HOUSEHOLDS = {
  type: sql`'Household'`,
  column: referrals.householdKey,
  keys: sql.placeholder('households'),
  rows: sql.placeholder('householdRows'),
};
const OF_PEOPLE = {
  type: sql`'Person'`,
  column: referrals.personKey,
  keys: sql.placeholder('people'),
  rows: sql.placeholder('personRows'),
};

const statementOf = perArguments((variant: Variant) => {
  const line = sql`json_build_array(${REFERRAL.written}, ${SENT_AT_TEXT},
    ${variant.from ? agencyOf(referrals.fromAgency) : NOTHING}, ${variant.to ? agencyOf(referrals.toAgency) : NOTHING})`;
  const parts = [...(variant.household ? [OF_HOUSEHOLDS] : []), ...(variant.person ? [OF_PEOPLE] : [])];
  return hotQuery<'households' | 'householdRows' | 'people' | 'personRows'>(
    sql.join(
      parts.map((part) => pages(part, line)),
      sql` union all `,
    ),
  );
});

function agencyOf(code: typeof referrals.fromAgency | typeof referrals.toAgency): SQL {
  return sql`(select ${AGENCY.written} from ${agencies} where ${eq(agencies.code, code)})`;
}

/** The page of each subject. */
function pages({ type, column, keys, rows }: typeof OF_HOUSEHOLDS | typeof OF_PEOPLE, line: SQL): SQL {
  return sql`select ${type} as type, subject.key, ${jsonList(
    sql`select ${line} from ${referrals} where ${ofSubject(column)}
      order by ${sql.join([...NEWEST_FIRST], sql`, `)} limit ${rows}`,
  )} from ${subjects(keys)}`;
}

/** What is asked below households and below people: one page of referrals of each, and which of their agencies. */
type Asked = {
  readonly ofHouseholds: FirstPage | null;
  readonly ofPeople: FirstPage | null;
  readonly variant: Variant;
};

/** Reads in one statement a page of referrals of each household and each person, with the agencies that sent and received them. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const { ofHouseholds, ofPeople, variant } = askedIn(ahead);
  if (ofHouseholds === null && ofPeople === null) return;
  const [households, people] = [pageValues(ofHouseholds), pageValues(ofPeople)];
  const rows = await statementOf(variant)(read, {
    households: households.keys,
    householdRows: households.rows,
    people: people.keys,
    personRows: people.rows,
  });
  const byHousehold = ofHouseholds === null ? null : loaders.referralsByHousehold(ofHouseholds.page);
  const byPerson = ofPeople === null ? null : loaders.referralsByPerson(ofPeople.page);
  for (const [type, key, text] of rows) {
    const lines = JSON.parse(text ?? '[]') as readonly Line[];
    const found = lines.map((line) => give(line, variant, loaders));
    (type === 'Household' ? byHousehold : byPerson)?.prime(key ?? '', found);
  }
}

function askedIn(ahead: Ahead): Asked {
  const ofHouseholds = firstPage(ahead.ofSubjects('Household', 'referrals'));
  const ofPeople = firstPage(ahead.ofSubjects('Person', 'referrals'));
  const asked = [ofHouseholds, ofPeople].flatMap((list) => list?.asked ?? []);
  const isAsked = (name: string) =>
    asked.some((each) => each.below('Referral', 'edges', 'node', name).length > 0);
  const variant = {
    household: ofHouseholds !== null,
    person: ofPeople !== null,
    from: isAsked('fromAgency'),
    to: isAsked('toAgency'),
  };
  return { ofHouseholds, ofPeople, variant };
}

/** Gives the loaders the agencies of a referral, and returns its row. */
function give(
  [referral, sentAtText, from, to]: Line,
  variant: Variant,
  { agencyByCode }: AgencyLoaders,
): PlacedReferral {
  const row = REFERRAL.read(referral);
  if (variant.from) agencyByCode.prime(row.fromAgency, from === null ? null : AGENCY.read(from));
  if (variant.to) agencyByCode.prime(row.toAgency, to === null ? null : AGENCY.read(to));
  return { ...row, sentAtText };
}
