import { firstPage, pageValues } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonList, jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { type SQL, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { NEWEST_FIRST, ofSubject, type PlacedReferral, SENT_AT_TEXT, subjects } from './referral.loaders.ts';
import { referrals } from './referral.table.ts';

const REFERRAL = jsonRow(referrals);

/** Whose referrals the statement reads. */
type Variant = {
  readonly household: boolean;
  readonly person: boolean;
};

/** A referral as the statement writes it. */
type Line = readonly [referral: readonly unknown[], sentAtText: string];

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

const LINE = sql`json_build_array(${REFERRAL.written}, ${SENT_AT_TEXT})`;

const statementOf = perArguments((variant: Variant) => {
  const parts = [...(variant.household ? [OF_HOUSEHOLDS] : []), ...(variant.person ? [OF_PEOPLE] : [])];
  return hotQuery<'households' | 'householdRows' | 'people' | 'personRows'>(
    sql.join(
      parts.map((part) => pages(part)),
      sql` union all `,
    ),
    { keys: ['households', 'people'] },
  );
});

/** The page of each subject. */
function pages({ type, column, keys, rows }: typeof OF_HOUSEHOLDS | typeof OF_PEOPLE): SQL {
  return sql`select subject.key, ${type} as type, ${jsonList(
    sql`select ${LINE} from ${referrals} where ${ofSubject(column)}
      order by ${sql.join([...NEWEST_FIRST], sql`, `)} limit ${rows}`,
  )} from ${subjects(keys)}`;
}

/** Reads in one statement a page of referrals of each household and of each person. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const ofHouseholds = firstPage(ahead.ofSubjects('Household', 'referrals'));
  const ofPeople = firstPage(ahead.ofSubjects('Person', 'referrals'));
  if (ofHouseholds === null && ofPeople === null) return;
  const [households, people] = [pageValues(ofHouseholds), pageValues(ofPeople)];
  const statement = statementOf({ household: ofHouseholds !== null, person: ofPeople !== null });
  const rows = await statement(read, {
    households: households.keys,
    householdRows: households.rows,
    people: people.keys,
    personRows: people.rows,
  });
  const byHousehold = ofHouseholds === null ? null : loaders.referralsByHousehold(ofHouseholds.page);
  const byPerson = ofPeople === null ? null : loaders.referralsByPerson(ofPeople.page);
  for (const [key, type, text] of rows) {
    const found = (JSON.parse(text ?? '[]') as readonly Line[]).map(placedReferral);
    (type === 'Household' ? byHousehold : byPerson)?.prime(key ?? '', found);
  }
}

function placedReferral([referral, sentAtText]: Line): PlacedReferral {
  return { ...REFERRAL.read(referral), sentAtText };
}
