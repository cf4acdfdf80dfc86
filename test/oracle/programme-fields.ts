import type { Fields } from './field.ts';
import { type Line, read } from './reference.ts';

type WithId = { readonly id: string };
type WithCode = { readonly code: string };

const PROGRAMMES = read('aid.programme')
  .map((line) => ({
    code: line['code'] ?? '',
    state: line['state'] || null,
    asOf: line['as_of'],
    amount: Number(line['amount']),
    accountDays: Number(line['account_days']),
    claimDays: Number(line['claim_days']),
    source: line['source'],
  }))
  .toSorted((one, other) => (one.code < other.code ? -1 : 1));
const LISTS = read('aid.programme_list').map((line) => ({
  ...ofProgramme(line),
  kind: line['kind'],
  schemeCode: line['scheme_code'] || null,
}));
const CRITERIA = read('aid.programme_criterion').map((line) => ({
  ...ofProgramme(line),
  decision: line['decision'] || null,
}));
const RULES = read('aid.programme_rule').map((line) => ({
  ...ofProgramme(line),
  phase: Number(line['phase']),
  outcome: line['outcome'],
  needsRegistration: line['needs_registration'] === 'true',
  decision: line['decision'] || null,
}));
const CONDITIONS: ReadonlyMap<string, string> = new Map(
  ['aid.programme_criterion', 'aid.programme_rule'].flatMap((table) =>
    read(table).map((line) => [`${table} ${line['id']}`, line['conditions'] ?? ''] as const),
  ),
);

/** What programmes are drawn from, and by which rules. */
export const programmeFields: Fields = {
  'Query.programmes': () => PROGRAMMES,
  'Programme.scheme': ({ code }: WithCode, _given, { registry }) =>
    registry.reference.schemes.find((scheme) => scheme.code === code) ?? null,
  'Programme.lists': ({ code }: WithCode) => inOrder(LISTS, code),
  'Programme.criteria': ({ code }: WithCode) => inOrder(CRITERIA, code),
  'Programme.rules': ({ code }: WithCode) =>
    inOrder(RULES, code).toSorted((one, other) => one.phase - other.phase),
  'ProgrammeCriterion.conditions': ({ id }: WithId) => conditionsOf('aid.programme_criterion', id),
  'ProgrammeRule.conditions': ({ id }: WithId) => conditionsOf('aid.programme_rule', id),
};

/** As they stand in the files, each with its one part. */
function conditionsOf(table: string, id: string): object[] {
  const given = JSON.parse(CONDITIONS.get(`${table} ${id}`) ?? '[]') as readonly Record<string, unknown>[];
  return given.map(({ kind, is = null, of = [], sen = null }) => ({ kind, is, of, amount: sen }));
}

function inOrder<Row extends { readonly programmeCode: string; readonly position: number }>(
  rows: readonly Row[],
  code: string,
): Row[] {
  return rows
    .filter(({ programmeCode }) => programmeCode === code)
    .toSorted((one, other) => one.position - other.position);
}

function ofProgramme(line: Line) {
  return {
    id: line['id'] ?? '',
    programmeCode: line['programme_code'] ?? '',
    position: Number(line['position']),
    source: line['source'] ?? '',
  };
}
