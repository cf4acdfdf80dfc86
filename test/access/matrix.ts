import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { buildSchema, type GraphQLSchema, getNamedType } from 'graphql';
import { ASKING, type Asking, type Question } from '../oracle/oracle.ts';
import { ACT_PROBES } from './act-probes.ts';
import { eligibility, ofApplication } from './eligibility-probes.ts';
import type { Probe } from './probe.ts';
import { ROOT_GIVEN, ROOT_LISTS } from './root-lists.ts';
import { Tally, type Told } from './tally.ts';
import { everythingOf, textOf } from './whole-question.ts';

const SCHEMA = join(import.meta.dirname, '../../schema');
/** The cast, and as many of the others: enough that every word of the matrix is met. */
const HOUSEHOLDS = 10;

export const MATRIX_PATH = join(import.meta.dirname, 'matrix.tsv');

/** Asks somebody: the house over HTTP, or the oracle. */
export type Ask = (asking: Asking, question: Question) => Promise<Told>;

/** Whoever is answered at all: the client of two agreements must choose one. */
export const COLUMNS: readonly Asking[] = ASKING.filter(
  ({ persona, agreement }) => persona !== 'two-agreements-client' || agreement !== null,
);

/** The matrix: a line for each coordinate, a word for each of these askers. */
export async function matrixOf(
  ask: Ask,
  rows: RegistryRows,
  askers: readonly Asking[] = COLUMNS,
): Promise<string> {
  const coordinates = coordinatesForClients();
  const questions = questionsOf(rows);
  const columns: Tally[] = [];
  for (const asking of askers) columns.push(await tallyOf(ask, asking, questions));
  const lines = coordinates.map((coordinate) => [
    coordinate,
    ...columns.map((tally) => tally.word(coordinate)),
  ]);
  const header = ['coordinate', ...askers.map(({ name }) => name)];
  return `${[header, ...lines].map((cells) => cells.join('\t')).join('\n')}\n`;
}

/** Every coordinate of the access page that a client can ask for: all fields but the hidden, and the arguments that tell a class. */
export function coordinatesForClients(): string[] {
  const [, ...lines] = readFileSync(join(SCHEMA, 'access.generated.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, access]) => access !== '' && access !== 'hidden')
    .map(([coordinate = '']) => coordinate);
}

async function tallyOf(ask: Ask, asking: Asking, probes: readonly Probe[]): Promise<Tally> {
  const tally = new Tally();
  const answers = await Promise.all(
    probes.map(async (probe) => ({ ...probe, told: await ask(asking, probe.question) })),
  );
  for (const { question, asked, payload } of ACT_PROBES) {
    // Only what is withheld names a coordinate; input that is refused names its own part.
    const isClosed = (await ask(asking, question)).errors.some(({ coordinate }) => coordinate !== undefined);
    for (const coordinate of asked) tally.add(coordinate, !isClosed);
    if (isClosed) tally.add(payload, false);
  }
  for (const { told, fields, argument } of answers) {
    tally.read(fields, told);
    if (argument === undefined) continue;
    const isClosed = told.errors.some(({ path }) => path?.join() === argument.path.join());
    const parent = argument.path
      .slice(0, -1)
      .reduce<unknown>((at, step) => Reflect.get(Object(at), step), told.data);
    if (isClosed || parent !== null) tally.add(argument.coordinate, !isClosed);
  }
  return tally;
}

function questionsOf(rows: RegistryRows): Probe[] {
  const schema = buildSchema(readFileSync(join(SCHEMA, 'api.generated.graphql'), 'utf8'));
  const households = rows.households.slice(0, HOUSEHOLDS);
  const keys = new Set(households.map(({ key }) => key));
  const members = rows.memberships.filter(({ householdKey }) => keys.has(householdKey));
  const people = rows.people.filter(({ key }) => members.some(({ personKey }) => personKey === key));
  const whole = (field: string, given: string) => wholeProbe(schema, field, given);
  return [
    ...households.map(({ id }) => whole('household', `(id: "${id}")`)),
    ...people.map(({ id }) => whole('person', `(id: "${id}")`)),
    byRegistration(),
    dueForReview(),
    ...['Announcement', 'Article'].map((type) => announced(schema, type)),
    ...rows.applications
      .slice(0, HOUSEHOLDS)
      .map((row) => whole('application', `(reference: "${row.reference}")`)),
    ...rows.applications.slice(0, 6).flatMap(({ id, applicantKey }) => {
      const applicant = rows.people.find(({ key }) => key === applicantKey);
      return applicant === undefined ? [] : [ofApplication(schema, applicant.id, id)];
    }),
    ...Object.values(KNOWN_REFERENCES).map((reference) => whole('referral', `(reference: "${reference}")`)),
    ...ROOT_LISTS.map((field) => whole(field, ROOT_GIVEN[field] ?? '')),
    explanation(schema),
    whole('unpaidApplicationFiles', '(month: "2026-01-01")'),
    whole('candidateFiles', '(programme: "C4U-IT")'),
    whole('paymentRun', '(month: "2026-01-01")'),
    whole('incidentReport', '(id: "incident-2")'),
    whole('povertyLines', '(basisYear: 2022)'),
    whole('labels', '(enum: "Strata")'),
    whole('consistency', '(from: "0", to: "0")'),
    ...argumentProbes(
      people.map(({ id }) => id),
      households.map(({ id }) => id),
    ),
  ];
}

function wholeProbe(schema: GraphQLSchema, name: string, given: string): Probe {
  const field = schema.getQueryType()!.getFields()[name]!;
  const below = everythingOf(schema, getNamedType(field.type));
  return {
    question: { query: `{ ${name}${given} ${textOf(below)} }` },
    fields: [{ name, coordinate: `Query.${name}`, below }],
  };
}

/** The one field below the viewer that must be given something. */
function explanation(schema: GraphQLSchema): Probe {
  const below = everythingOf(schema, schema.getType('Explanation')!);
  const explain = { name: 'explain', coordinate: 'Viewer.explain', below };
  return {
    question: { query: `{ viewer { explain(operation: "{ states { code } }") ${textOf(below)} } }` },
    fields: [{ name: 'viewer', coordinate: 'Query.viewer', below: new Map([['Viewer', [explain]]]) }],
  };
}

/** What is below is read off the households by id: here only whether it may be asked. */
function byRegistration(): Probe {
  const name = 'householdByRegistration';
  return {
    question: { query: `{ ${name}(number: "EK-0") { id } }` },
    fields: [{ name, coordinate: `Query.${name}`, below: new Map() }],
  };
}

/** The same files as `applicationFiles`, of which all is read there: here only whether it may be asked. */
function dueForReview(): Probe {
  const name = 'reviewsDue';
  return {
    question: { query: `{ ${name} { edges { cursor } } }` },
    fields: [{ name, coordinate: `Query.${name}`, below: new Map() }],
  };
}

/** Without the end of its page, which is for whoever has a token. */
function announced(schema: GraphQLSchema, row: string): Probe {
  const name = `${row.toLowerCase()}s`;
  const type = `${row}Connection`;
  const edges = (everythingOf(schema, schema.getType(type)!).get(type) ?? []).filter(
    (field) => field.name === 'edges',
  );
  const below = new Map([[type, edges]]);
  return {
    question: { query: `{ ${name} ${textOf(below)} }` },
    fields: [{ name, coordinate: `Query.${name}`, below }],
  };
}

const RECEIPT_FILTERS = [
  ['agencyCode', '"jkm"'],
  ['purpose', 'SERVICE_DELIVERY'],
  ['class', '"income"'],
  ['incident', '"incident-2"'],
  ['from', '"2026-01-01T00:00:00Z"'],
  ['until', '"2026-01-01T00:00:00Z"'],
] as const;

function argumentProbes(people: readonly string[], households: readonly string[]): Probe[] {
  const root = (coordinate: string, field: string, given: string, below: string): Probe => ({
    question: { query: `{ ${field}(${given}) { ${below} } }` },
    fields: [],
    argument: { coordinate, path: [field] },
  });
  const list = 'edges { node { id } }';
  const filter = (name: string, value: string) =>
    root(`HouseholdFilter.${name}`, 'households', `filter: { ${name}: ${value} }`, list);
  return [
    root(
      'Query.application(reference:)',
      'application',
      `reference: "${KNOWN_REFERENCES.application}"`,
      'id',
    ),
    root('Query.referral(reference:)', 'referral', `reference: "${KNOWN_REFERENCES.personReferral}"`, 'id'),
    root('Query.householdByRegistration(number:)', 'householdByRegistration', 'number: "EK-0"', 'id'),
    root('Query.applicationFiles(status:)', 'applicationFiles', 'status: COMPLETED', list),
    root('Query.referralFiles(status:)', 'referralFiles', 'status: ACCEPTED', list),
    root('Query.unpaidApplicationFiles(month:)', 'unpaidApplicationFiles', 'month: "2026-01-01"', list),
    root('Query.candidateFiles(programme:)', 'candidateFiles', 'programme: "C4U-IT"', list),
    root('Query.candidateFiles(status:)', 'candidateFiles', 'programme: "C4U-IT", status: FOCUS_GROUP', list),
    root('Query.contests(status:)', 'contests', 'status: RAISED', list),
    ...RECEIPT_FILTERS.map(([name, value]) =>
      root(`ReceiptFilter.${name}`, 'receipts', `filter: { ${name}: ${value} }`, list),
    ),
    filter('state', '"05"'),
    filter('district', '"5_5"'),
    filter('strata', 'URBAN'),
    ...[filter('povertyStatus', 'POOR'), filter('registrationStatus', 'NEW'), filter('asOf', '"2025-06-01"')],
    ...people.slice(0, 16).flatMap((id) =>
      ['incomesAsOf(day: "2025-06-01") { id }', 'asOf(day: "2025-06-01") { maritalStatus { value } }'].map(
        (asked) => {
          const field = asked.slice(0, asked.indexOf('('));
          return {
            question: { query: `{ person(id: "${id}") { ${asked} } }` },
            fields: [],
            argument: { coordinate: `Person.${field}(day:)`, path: ['person', field] },
          };
        },
      ),
    ),
    ...households.map((id) => ({
      question: { query: `{ household(id: "${id}") { asOf(day: "2025-06-01") { memberCount } } }` },
      fields: [],
      argument: { coordinate: 'Household.asOf(day:)', path: ['household', 'asOf'] },
    })),
    ...people.map((id) => ({
      question: { query: `{ person(id: "${id}") { applications(status: COMPLETED) { ${list} } } }` },
      fields: [],
      argument: { coordinate: 'Person.applications(status:)', path: ['person', 'applications'] },
    })),
    // One scheme looks at the household's figures, the other at the person's own.
    ...people.slice(0, 16).flatMap((id) => ['BA', 'EPOKU'].map((scheme) => eligibility(id, scheme))),
  ];
}
