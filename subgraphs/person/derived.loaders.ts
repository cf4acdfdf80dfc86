import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { Soon } from '@seisi/host/soon';
import { eq, type SQL, sql } from 'drizzle-orm';
import { ANSWERS_A_DAY } from './derived.ts';
import { type DerivedAnswerRow, derivedAnswers } from './derived-answer.table.ts';
import { inForce } from './effective-date.policy.ts';
import type { Ground } from './ground/ground.ts';
import { incomes } from './income.table.ts';
import { people } from './person.table.ts';

/** What is computed from of one person: whole sen a month, today. */
export type OwnFigures = {
  readonly key: string;
  readonly birthDate: string;
  readonly identityNumberKind: string;
  readonly monthly: number;
};

type Counted = Pick<DerivedAnswerRow, 'subjectKey' | 'count'>;

/** The reads of derived answers: one statement each for all that wait. */
export const derivedReads = (parts: RoomParts, ground: () => Soon<Ground>) => {
  const answersToday = oneBy(
    (row: Counted) => row.subjectKey,
    (keys) => counted(parts, keys),
  );
  return {
    /** Not within reach: whoever asks has opened the person, or the household where the person lives. */
    ownFigures: oneBy(
      (row: OwnFigures) => row.key,
      (keys) => ownFigures(parts, keys),
    ),

    /** Counts this request once for the subject, and says whether the day's answers were used up before it. Agreements alone have a budget. */
    isSpent: async (subjectKey: string): Promise<boolean> => {
      const { kind } = await ground();
      if (kind !== 'AGREEMENT') return false;
      const row = await answersToday.load(subjectKey);
      return row === null || row.count > ANSWERS_A_DAY;
    },
  };
};

function ownFigures({ db, today }: RoomParts, keys: readonly string[]) {
  const earned = sql`(select coalesce(sum(${incomes.monthly}), 0) from ${incomes}
    where ${eq(incomes.personKey, people.key)} and ${inForce(incomes.since, incomes.until, today)})`;
  return db
    .select({
      key: people.key,
      birthDate: people.birthDate,
      identityNumberKind: people.identityNumberKind,
      monthly: earned.mapWith(Number),
    })
    .from(people)
    .where(sql`${people.key} = any(${listOf(keys)})`);
}

/** One statement for all subjects of the request, in the order of their keys, so that two requests never wait for each other's rows. */
async function counted({ db, passport, today }: RoomParts, keys: readonly string[]): Promise<Counted[]> {
  const { basis, request } = passport;
  const agreement = basis.kind === 'AGREEMENT' ? basis.id : '';
  return db.execute<Counted>(sql`
    insert into ${derivedAnswers} as known (agreement, subject_key, day, count, request)
    select ${agreement}, wanted.key, ${today}::date, 1, ${request}
      from unnest(${listOf(keys)}) as wanted(key) order by wanted.key
    on conflict (agreement, subject_key, day) do update
      set count = known.count + (known.request <> excluded.request)::int, request = excluded.request
    returning subject_key as "subjectKey", count`);
}

/** Keys as one parameter, so that the statement is the same for any number. They are UUIDs of this room's own rows. */
function listOf(keys: readonly string[]): SQL {
  return sql`${`{${keys.join(',')}}`}::uuid[]`;
}
