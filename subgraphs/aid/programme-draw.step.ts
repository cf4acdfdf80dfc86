import type { Inquire } from '@seisi/host/inquiry';
import type { Work } from '@seisi/host/subgraph';
import type { Sql } from 'postgres';
import type { ProgrammeDrawRow } from './candidate.table.ts';
import { crossCheck, type FoundCandidate, type Listed, type Recipient } from './candidate.ts';
import { readLockedList } from './locked-head.ts';
import { OneWorker, type TurnSql } from './one-worker.step.ts';
import { type DrawnProgramme, readProgramme } from './programme-text.step.ts';

export type DrawWorkOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  readonly inquire: Inquire;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  readonly onNotice: (line: string) => void;
  readonly intervalMs?: number;
};

/** Any number that no other work of this database takes. */
const LOCK = 7_146_017;
/** Rows in one statement. */
const CHUNK = 2000;

type Draw = Pick<ProgrammeDrawRow, 'id' | 'programmeCode' | 'listId' | 'drawnBy'>;

/** Draws the programmes that officers asked for; any number may be open, one does the work. */
export function openDrawWork({ databaseUrl, onNotice, intervalMs, ...options }: DrawWorkOptions): Work {
  return new OneWorker(
    { name: 'programme draw', pieces: drawsToDo, turn: (sql, id) => draw(sql, id, options) },
    { databaseUrl, onNotice, lock: LOCK, ...(intervalMs === undefined ? {} : { intervalMs }) },
  );
}

async function drawsToDo(sql: Sql): Promise<string[]> {
  const draws = await sql<{ id: string }[]>`
    select id from aid.programme_draw where status = 'DRAWING' order by started_at, id`;
  return draws.map(({ id }) => id);
}

/** A whole draw in one transaction, so that a kill leaves nothing of it; a room that is away leaves it to the next round. */
async function draw(sql: TurnSql, id: string, { inquire, now }: Pick<DrawWorkOptions, 'inquire' | 'now'>) {
  const [found] = await sql<Draw[]>`
    select id, programme_code as "programmeCode", list_id as "listId", drawn_by as "drawnBy"
      from aid.programme_draw where id = ${id} and status = 'DRAWING' for update`;
  if (found === undefined) return false;
  const programme = await readProgramme(sql, found.programmeCode);
  const list = await readLockedList(inquire, found.listId);
  const at = new Date(now());
  const fault = list === null ? 'NO_SUCH_LIST' : faultOf(programme, list);
  if (list === null || fault !== null) {
    await sql`update aid.programme_draw set status = 'REFUSED', fault = ${fault}, ended_at = ${at} where id = ${id}`;
    return false;
  }
  const candidates = crossCheck(
    programme,
    list.heads,
    await recipientsOn(sql, found.programmeCode, programme),
    await listedIn(sql, found.programmeCode, programme),
  );
  for (let from = 0; from < candidates.length; from += CHUNK)
    await keep(sql, found, candidates.slice(from, from + CHUNK), at);
  await sql`update aid.programme_draw set status = 'DRAWN', list_hash = ${list.hash}, ended_at = ${at} where id = ${id}`;
  return false;
}

/** Why a programme is not drawn from a list; null where it is. */
function faultOf(
  programme: DrawnProgramme,
  list: { readonly asOf: string; readonly state: string | null; readonly isWhole: boolean },
): NonNullable<ProgrammeDrawRow['fault']> | null {
  if (list.asOf !== programme.asOf) return 'ANOTHER_DAY';
  if (list.state !== programme.state) return 'ANOTHER_PLACE';
  return list.isWhole ? null : 'ALTERED';
}

/** Whoever has an award under a scheme of the programme on its day, in its state: the newest application says where. */
function recipientsOn(sql: TurnSql, code: string, { asOf, state }: DrawnProgramme): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select distinct on (award.person_key, award.scheme_code) award.person_key as "personKey", award.scheme_code as "schemeCode",
           application.state, application.district
      from aid.award join aid.application on application.id = award.application_id
     where award.scheme_code in (select scheme_code from aid.programme_list where programme_code = ${code} and kind = 'SCHEME')
       and award.amount > 0 and award.starts_on <= ${asOf} and (award.ends_on is null or award.ends_on >= ${asOf})
       and (${state}::text is null or application.state = ${state})
     order by award.person_key, award.scheme_code, application.submitted_at desc, application.id`;
}

/** Whom lists of agencies name, in its state: by the newest of them they live where. */
function listedIn(sql: TurnSql, code: string, { state }: DrawnProgramme): Promise<Listed[]> {
  return sql<Listed[]>`
    select distinct on (line.person_key) line.person_key as "personKey", line.state, line.district
      from aid.agency_list_row line join aid.agency_list list on list.id = line.list_id
     where list.programme_code = ${code} and line.person_key is not null
       and (${state}::text is null or line.state = ${state})
     order by line.person_key, list.imported_at desc, list.id`;
}

/** Whoever is a candidate of this programme already stays as they are. */
async function keep(
  sql: TurnSql,
  { id, programmeCode, drawnBy }: Draw,
  found: readonly FoundCandidate[],
  at: Date,
): Promise<void> {
  const rows = found.map((one) => ({ id: crypto.randomUUID(), ...one }));
  const kept = await sql<{ id: string }[]>`
    insert into aid.candidate (id, programme_code, draw_id, person_key, state, district, lists, status, phase, rule_id, needs_registration, because)
    select (one->>'id')::uuid, ${programmeCode}, ${id}, (one->>'personKey')::uuid, one->>'state', one->>'district',
           array(select jsonb_array_elements_text(one->'lists'))::aid.programme_list_kind[], (one->>'status')::aid.candidate_status,
           (one->>'phase')::integer, one->>'ruleId', (one->>'needsRegistration')::boolean,
           array(select jsonb_array_elements_text(one->'because'))
      from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as one
    on conflict (programme_code, person_key) do nothing
    returning id`;
  const isKept = new Set(kept.map((row) => row.id));
  const steps = rows
    .filter((row) => isKept.has(row.id))
    .flatMap(({ id: candidateId, steps: taken }) =>
      taken.map(({ act, status }, index) => ({
        id: crypto.randomUUID(),
        candidateId,
        place: index + 1,
        act,
        status,
      })),
    );
  await sql`
    insert into aid.candidate_step (id, candidate_id, place, act, status, by, at)
    select (one->>'id')::uuid, (one->>'candidateId')::uuid, (one->>'place')::integer, (one->>'act')::aid.candidate_act,
           (one->>'status')::aid.candidate_status, ${drawnBy}, ${at}
      from jsonb_array_elements(${JSON.stringify(steps)}::text::jsonb) as one`;
}
