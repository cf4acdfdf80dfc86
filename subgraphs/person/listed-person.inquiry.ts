import { civilDate } from '@seisi/host/context';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { sql } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { isSealed } from './seal.policy.ts';

/** Rows in one question. */
const MOST = 100;
const NUMBER = /^\d{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Found = { readonly at: number; readonly key: string; readonly state: string; readonly district: string };

/**
 * Whom an agency's own list names (S3, 5.1: the register of PPWNS), for the room of aid, which keeps no number and no name: asked by a JSON list of up to 100 rows, each an identity `number` of 12 digits or a `name` in capitals with
 * the day on which they were `born`, it answers for each with the hidden key and where they live, or null. Null is also who is under protection, who lives nowhere or in two places, and a name and day that two people bear.
 */
export function listedPersonInquiry({ db, now }: Pick<InquiryParts, 'db' | 'now'>): InquiryRule {
  return {
    by: 'aid',
    answer: async (subject) => {
      const rows = readRows(subject);
      if (rows === null) return null;
      const today = civilDate(now());
      const given = JSON.stringify(rows.map((row, at) => ({ at, ...row })));
      // The first six digits of a number are the birth date, and numbers have an index.
      const found = await db.execute<Found>(sql`
        select given.at, whom.key, ${households.state} as state, ${households.district} as district
          from jsonb_to_recordset(${given}::text::jsonb) as given (at integer, number text, name text, born date)
         cross join lateral (
                select key from person.person where identity_number = given.number
                union all
                select key from person.person
                 where given.number is null and birth_date = given.born
                   and identity_number between to_char(given.born, 'YYMMDD') || '000000' and to_char(given.born, 'YYMMDD') || '999999'
                   and upper(regexp_replace(btrim(name), '\\s+', ' ', 'g')) = given.name) whom
          join ${memberships} on ${memberships.personKey} = whom.key and ${inForce(memberships.since, memberships.until, today)}
          join ${households} on ${households.key} = ${memberships.householdKey}
         where not ${isSealed(today)}`);
      const byRow = Map.groupBy([...found], ({ at }) => at);
      return rows.map((_row, at) => onlyOne(byRow.get(at) ?? []));
    },
  };
}

function onlyOne([one, ...others]: readonly Found[]): Omit<Found, 'at'> | null {
  if (one === undefined || others.length > 0) return null;
  const { key, state, district } = one;
  return { key, state, district };
}

type Row = { readonly number: string } | { readonly name: string; readonly born: string };

function readRows(subject: string): readonly Row[] | null {
  let given: unknown;
  try {
    given = JSON.parse(subject);
  } catch {
    return null;
  }
  return Array.isArray(given) && given.length <= MOST && given.every(isRow) ? given : null;
}

function isRow(given: unknown): given is Row {
  const { number, name, born } = Object(given) as Readonly<Record<string, unknown>>;
  if (number !== undefined) return typeof number === 'string' && NUMBER.test(number);
  return typeof name === 'string' && typeof born === 'string' && DAY.test(born);
}
