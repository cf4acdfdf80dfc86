import { isUuid } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { type Basis, covers } from '@seisi/schema/viewer';
import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { type ApplicationRow, applications } from './application.table.ts';

const EVERYWHERE = 'MY';
const NOTHING = sql`false`;

/**
 * Which application files exist for a ground (access §4): those of its areas, and the citizen's own. It narrows what the grant opens and
 * never widens it: what stands in a file the grant of its applicant decides. An officer's own applications are outside the posting.
 */
export const reach = {
  row: (row: Pick<ApplicationRow, 'applicantKey' | 'state' | 'district'>, basis: Basis): boolean => {
    switch (basis.kind) {
      case 'NONE':
        return false;
      case 'SELF':
        return row.applicantKey === basis.personKey;
      case 'POSTING':
        return (
          opens(basis.classes, 'aid') && row.applicantKey !== basis.personKey && coversRow(basis.areas, row)
        );
      case 'AGREEMENT':
        return opens(basis.classes, 'aid') && basis.population === 'ALL' && coversRow(basis.areas, row);
      default:
        return basis satisfies never;
    }
  },

  /** The same rule, said in SQL. `application.policy.test.ts` holds the two together. */
  where: (basis: Basis): SQL => {
    switch (basis.kind) {
      case 'NONE':
        return NOTHING;
      case 'SELF':
        return isUuid(basis.personKey) ? eq(applications.applicantKey, basis.personKey) : NOTHING;
      case 'POSTING':
        return opens(basis.classes, 'aid')
          ? (and(coversSql(basis.areas), notOf(basis.personKey)) ?? NOTHING)
          : NOTHING;
      case 'AGREEMENT':
        return opens(basis.classes, 'aid') && basis.population === 'ALL' ? coversSql(basis.areas) : NOTHING;
      default:
        return basis satisfies never;
    }
  },
};

function coversRow(areas: readonly string[], row: Pick<ApplicationRow, 'state' | 'district'>): boolean {
  return covers(areas, row.district, row.state);
}

/** A district's code has an underscore and a state's has none. Each code asks its own column alone: then one area is one walk down its index. */
function coversSql(areas: readonly string[]): SQL {
  if (areas.includes(EVERYWHERE)) return sql`true`;
  const districts = areas.filter((area) => area.includes('_'));
  const states = areas.filter((area) => !area.includes('_'));
  const inDistricts = districts.length === 0 ? undefined : inArray(applications.district, districts);
  const inStates = states.length === 0 ? undefined : inArray(applications.state, states);
  return or(inDistricts, inStates) ?? NOTHING;
}

function notOf(personKey: string): SQL | undefined {
  return isUuid(personKey) ? ne(applications.applicantKey, personKey) : undefined;
}
