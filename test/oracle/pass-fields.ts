import { type Fields, page } from './field.ts';
import { read } from './reference.ts';
import { compare, type HouseholdRow, type PersonRow, type Registry } from './registry.ts';

type PassRow = Registry['rows']['workPasses'][number];
type WithId = { readonly id: string };

const RULES = read('pass.renewal_rule');

/** What the register of passes keeps of employers, passes and workers. */
export const passFields: Fields = {
  'Person.employers': ({ key }: PersonRow, _given, { registry }) =>
    registry.rows.passEmployers
      .filter(({ personKey }) => personKey === key)
      // A household before a company: the order of the words in the register.
      .toSorted((one, other) => compare(other.kind, one.kind) || compare(one.id, other.id)),
  // Nothing is renewed in the seed.
  'Person.passRenewals': () => [],
  'Query.passRenewalFiles': (_root, given) => page([], given),
  'PassEmployer.passes': ({ id }: WithId, given, { registry }) =>
    page(latestFirst(registry.rows.workPasses.filter(({ employerId }) => employerId === id)), given),
  'Household.workPasses': ({ key }: HouseholdRow, _given, { registry }) => ofHousehold(registry, key),
  'Household.employsHelper': ({ key }: HouseholdRow, _given, { registry }) =>
    ofHousehold(registry, key).some((row) => statusOf(row, registry.today) === 'ACTIVE') ? 'YES' : 'NO',
  'WorkPass.status': (row: PassRow, _given, { registry }) => statusOf(row, registry.today),
  'WorkPass.renewableFrom': (row: PassRow) =>
    monthsBefore(row.expiresOn, Number(ruleOf(row)['opens_months'])),
  'WorkPass.renewableUntil': (row: PassRow) => daysBefore(row.expiresOn, Number(ruleOf(row)['closes_days'])),
  'WorkPass.worker': ({ workerId }: PassRow, _given, { registry }) =>
    registry.rows.passWorkers.find(({ id }) => id === workerId) ?? null,
};

function ofHousehold({ rows }: Registry, key: string): PassRow[] {
  return latestFirst(rows.workPasses.filter(({ householdKey }) => householdKey === key));
}

function latestFirst(rows: readonly PassRow[]): PassRow[] {
  return rows.toSorted((one, other) => compare(other.expiresOn, one.expiresOn) || compare(other.id, one.id));
}

function statusOf({ cancelledOn, replacedOn, expiresOn }: PassRow, today: string): string {
  if (cancelledOn !== null) return 'CANCELLED';
  if (replacedOn !== null) return 'REPLACED';
  return today > expiresOn ? 'EXPIRED' : 'ACTIVE';
}

/** One rule a stream in the reference data. */
function ruleOf({ stream }: PassRow) {
  const rule = RULES.find((line) => line['stream'] === stream);
  if (rule === undefined) throw new Error('No rule for this stream.');
  return rule;
}

function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date, last));
  return target.toISOString().slice(0, 10);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
