import { getTableColumns } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { agencies } from '../../subgraphs/agency/agency.table.ts';
import { agreements, postings } from '../../subgraphs/agency/agreement.table.ts';
import { incidents } from '../../subgraphs/agency/incident.table.ts';
import { referrals } from '../../subgraphs/agency/referral.table.ts';
import { applications, payments } from '../../subgraphs/aid/application.table.ts';
import { awards, bankAccounts } from '../../subgraphs/aid/award.table.ts';
import { notices } from '../../subgraphs/aid/notice.table.ts';
import { applications as okuApplications } from '../../subgraphs/oku/application.table.ts';
import { cards, registrations } from '../../subgraphs/oku/registration.table.ts';
import { employers, workers, workPasses } from '../../subgraphs/pass/work-pass.table.ts';
import { assessments } from '../../subgraphs/person/assessment.table.ts';
import { consentSteps, consents } from '../../subgraphs/person/consent.table.ts';
import { groundFacts } from '../../subgraphs/person/ground-fact.table.ts';
import { households, memberships } from '../../subgraphs/person/household.table.ts';
import { incomes } from '../../subgraphs/person/income.table.ts';
import { people } from '../../subgraphs/person/person.table.ts';
import { assignments, volunteerings } from '../../subgraphs/volunteer/volunteering.table.ts';
import type { RegistryRows } from './rows.ts';

/** Where the rows of one name go: the table, and for each column the property that holds it. */
export type Target = {
  /** Schema and table, quoted. */
  readonly name: string;
  /** Column names, quoted, in the order of `properties`. */
  readonly columns: string;
  readonly properties: readonly string[];
};

/** The tables that the registry fills, as the rooms declare them. */
export const TABLES: Readonly<Record<keyof RegistryRows, PgTable>> = {
  agencies,
  agreements,
  postings,
  incidents,
  households,
  people,
  memberships,
  incomes,
  assessments,
  groundFacts,
  consents,
  consentSteps,
  applications,
  awards,
  bankAccounts,
  payments,
  notices,
  okuRegistrations: registrations,
  okuCards: cards,
  okuApplications,
  volunteerings,
  assignments,
  passEmployers: employers,
  passWorkers: workers,
  workPasses,
  referrals,
};

/** Where rows of a table are written; columns are named as the rooms name them (snake case). */
export function targetOf(table: PgTable): Target {
  const { schema, name } = getTableConfig(table);
  const properties = Object.keys(getTableColumns(table));
  return {
    name: `"${schema}"."${name}"`,
    columns: properties.map((property) => `"${toSnakeCase(property)}"`).join(', '),
    properties,
  };
}
