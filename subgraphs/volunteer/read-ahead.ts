import { keysOf } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonList, jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { eq, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { NEWEST_FIRST } from './volunteering.loaders.ts';
import { assignments, volunteerings } from './volunteering.table.ts';

const VOLUNTEERING = jsonRow(volunteerings);
const ASSIGNMENT = jsonRow(assignments);

/** A volunteering as the statement writes it; its assignments are null where they are not wanted. */
type Line = readonly [volunteering: readonly unknown[], assignments: readonly (readonly unknown[])[] | null];

const NOTHING = sql`null`;

const ASSIGNMENTS = sql`case when ${volunteerings.personKey} = any(${sql.placeholder('assigned')}::uuid[]) then ${jsonList(
  sql`select ${ASSIGNMENT.written} from ${assignments} where ${eq(assignments.volunteeringId, volunteerings.id)}
    order by ${sql.join([...NEWEST_FIRST], sql`, `)}`,
)} end`;

const statementOf = perArguments((variant: { readonly assignments: boolean }) =>
  hotQuery<'keys' | 'assigned'>(
    sql`select ${volunteerings.personKey}, json_build_array(${VOLUNTEERING.written}, ${variant.assignments ? ASSIGNMENTS : NOTHING})
      from ${volunteerings} where ${volunteerings.personKey} = any(${sql.placeholder('keys')}::uuid[])`,
    { keys: ['keys'], narrowing: ['assigned'] },
  ),
);

/** Reads in one statement the volunteering of each person, with its assignments. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const asked = ahead.ofSubjects('Person', 'volunteering');
  const keys = keysOf(asked);
  if (keys.length === 0) return;
  const assigned = keysOf(asked.flatMap((each) => each.below('Volunteering', 'assignments')));
  const statement = statementOf({ assignments: assigned.length > 0 });
  const rows = await statement(read, { keys, assigned });
  for (const [, text] of rows) {
    const [volunteering, ofVolunteering] = JSON.parse(text ?? '') as Line;
    const row = VOLUNTEERING.read(volunteering);
    loaders.volunteeringByPerson.prime(row.personKey, row);
    if (ofVolunteering !== null)
      loaders.assignmentsByVolunteering.prime(row.id, ofVolunteering.map(ASSIGNMENT.read));
  }
  // Those who were not found, for a loader keeps what it was given first.
  for (const key of keys) loaders.volunteeringByPerson.prime(key, null);
}
