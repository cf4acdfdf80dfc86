import { AGENCY, AGREEMENT, OFFICER } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import type { Sql } from 'postgres';

const TODAY = '2026-01-15';
/** Noon of that day in Malaysia. */
export const NOW = Date.parse('2026-01-15T04:00:00Z');
const { known } = castOf(1);
const head = castMember(1, CAST.known, PLACE.known.head);
const spouse = castMember(1, CAST.known, PLACE.known.spouse);

/** One way for a ground to end: who relies on it for what, what holds the answer up meanwhile, and how it ends and begins again. */
export type Revocation = {
  readonly name: string;
  readonly who: PersonaName;
  readonly query: string;
  /** The table that the answer reads last. */
  readonly table: string;
  readonly end: (sql: Sql) => Promise<unknown>;
  readonly undo: (sql: Sql) => Promise<unknown>;
};

/** Each kind of ground that can be ended by somebody else. */
export const REVOCATIONS: readonly Revocation[] = [
  {
    name: 'agreement',
    who: 'hospital',
    query: `{ household(id: "${known.id}") { registrationNumber members { person { birthYear okuRegistration { category } } } } }`,
    table: 'oku.registration',
    end: (sql) =>
      sql`update agency.agreement set valid_until = ${TODAY} where number = ${AGREEMENT.hospital}`,
    undo: (sql) => sql`update agency.agreement set valid_until = null where number = ${AGREEMENT.hospital}`,
  },
  {
    name: 'posting',
    who: 'district-officer',
    query: `{ household(id: "${known.id}") { registrationNumber members { person { applications { edges { node { reference } } } } } } }`,
    table: 'aid.application',
    end: (sql) => sql`update agency.posting set valid_until = ${TODAY} where officer = ${OFFICER.district}`,
    undo: (sql) => sql`update agency.posting set valid_until = null where officer = ${OFFICER.district}`,
  },
  {
    name: 'accepted referral',
    who: 'ngo',
    query: `{ household(id: "${known.id}") { registrationNumber assessment { status assessedOn } } }`,
    table: 'person.assessment',
    end: (sql) =>
      sql`update agency.referral set status = 'RETURNED' where household_key = ${known.key} and to_agency = ${AGENCY.ngo}`,
    undo: (sql) =>
      sql`update agency.referral set status = 'ACCEPTED' where household_key = ${known.key} and to_agency = ${AGENCY.ngo}`,
  },
  {
    name: 'consent',
    who: 'ngo',
    query: `{ person(id: "${head.id}") { monthlyIncome } }`,
    table: 'person.income',
    end: (sql) =>
      sql`update person.ground_fact set valid_until = ${TODAY} where kind = 'CONSENT' and holder = ${AGENCY.ngo} and subject_key = ${head.key}`,
    undo: (sql) =>
      sql`update person.ground_fact set valid_until = null where kind = 'CONSENT' and holder = ${AGENCY.ngo} and subject_key = ${head.key}`,
  },
  {
    name: 'ground, by a seal,',
    who: 'district-officer',
    query: `{ household(id: "${known.id}") { registrationNumber members { person { applications { edges { node { reference } } } } } } }`,
    table: 'aid.application',
    end: (sql) =>
      sql`insert into person.ground_fact (id, kind, subject_key, valid_from) values ('seal-of-test', 'SEAL', ${known.key}, '2025-01-01')`,
    undo: (sql) => sql`delete from person.ground_fact where id = 'seal-of-test'`,
  },
  {
    name: 'consent of a fellow adult',
    who: 'citizen',
    query: `{ household(id: "${known.id}") { totalMonthlyIncome } }`,
    table: 'person.income',
    end: (sql) =>
      sql`update person.ground_fact set valid_until = ${TODAY} where id = 'household-consent-of-test'`,
    undo: (sql) =>
      sql`insert into person.ground_fact (id, kind, holder, other, subject_key, classes, valid_from)
        values ('household-consent-of-test', 'HOUSEHOLD_CONSENT', ${head.key}, ${known.key}, ${spouse.key}, '{poverty}', '2026-01-01')
        on conflict (id) do update set valid_until = null`,
  },
  {
    name: 'posting, over a declared relative,',
    who: 'district-officer',
    query: `{ household(id: "${known.id}") { registrationNumber members { person { applications { edges { node { reference } } } } } } }`,
    table: 'aid.application',
    end: (sql) =>
      sql`insert into person.ground_fact (id, kind, holder, subject_key, valid_from) values ('relative-of-test', 'RELATIVE', ${OFFICER.district}, ${head.key}, '2025-01-01')`,
    undo: (sql) => sql`delete from person.ground_fact where id = 'relative-of-test'`,
  },
];
