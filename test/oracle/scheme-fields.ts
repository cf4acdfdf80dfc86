import type { Fields } from './field.ts';
import { type Line, type ReferenceScheme, read } from './reference.ts';

const RATES = read('aid.scheme_rate').map((line) => ({
  ...ofDays(line),
  recipient: line['recipient'],
  ageFrom: whole(line['age_from']),
  ageTo: whole(line['age_to']),
  amount: whole(line['amount']),
  isMost: line['is_most'] === 'true',
  familyCap: whole(line['family_cap']),
}));
const DOCUMENTS = read('aid.scheme_document').map((line) => ({
  ...ofDays(line),
  kind: line['kind'],
  isRequired: line['is_required'] === 'true',
}));
const EXCLUSIONS = read('aid.scheme_exclusion').map((line) => ({
  ...ofDays(line),
  kind: line['kind'],
  excludedCode: line['excluded_code'] || null,
}));

/** What schemes pay, need and exclude on a day. */
export const schemeFields: Fields = {
  'Scheme.rates': (scheme: ReferenceScheme, { on }, { registry }) =>
    valid(RATES, scheme, on ?? registry.today),
  'Scheme.documents': (scheme: ReferenceScheme, { on }, { registry }) =>
    valid(DOCUMENTS, scheme, on ?? registry.today),
  'Scheme.exclusions': (scheme: ReferenceScheme, { on }, { registry }) =>
    valid(EXCLUSIONS, scheme, on ?? registry.today),
  'Scheme.payable': (scheme: ReferenceScheme, { on, birthDates }, { registry }) => {
    const first = `${String(on ?? registry.today).slice(0, 7)}-01`;
    return payable(valid(RATES, scheme, first), first, birthDates as readonly string[]);
  },
};

type Rate = (typeof RATES)[number];

/** By birth date the eldest is paid first, until the cap of the family is used up. */
function payable(rates: readonly Rate[], first: string, births: readonly string[]): (number | null)[] {
  const full = births.map((birth) => amountFor(rates, first, birth));
  const cap = Math.min(...rates.flatMap(({ familyCap }) => familyCap ?? []));
  if (cap === Number.POSITIVE_INFINITY) return full;
  if (full.includes(null)) return full.map(() => null);
  const order = births
    .map((birth, at) => ({ birth, at }))
    .sort((a, b) => (a.birth < b.birth ? -1 : a.birth > b.birth ? 1 : a.at - b.at));
  let left = cap;
  const shares = new Map<number, number>();
  for (const { at } of order) {
    const share = Math.min(full[at] ?? 0, left);
    shares.set(at, share);
    left -= share;
  }
  return full.map((_amount, at) => shares.get(at) ?? 0);
}

function amountFor(rates: readonly Rate[], first: string, birth: string): number | null {
  if (rates.length === 0 || rates.some(({ amount, isMost }) => amount === null || isMost)) return null;
  const hasReached = (years: number) => `${Number(birth.slice(0, 4)) + years}${birth.slice(4)}` <= first;
  if (birth > first) return 0;
  const fitting = rates.find(
    ({ ageFrom, ageTo }) => hasReached(ageFrom ?? 0) && (ageTo === null || !hasReached(ageTo + 1)),
  );
  return fitting?.amount ?? 0;
}

type OfDays = {
  readonly id: string;
  readonly schemeCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
};

function valid<Row extends OfDays>(rows: readonly Row[], { code }: ReferenceScheme, day: unknown): Row[] {
  const on = String(day);
  return rows
    .filter(
      ({ schemeCode, startsOn, endsOn }) => schemeCode === code && startsOn <= on && on <= (endsOn ?? on),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function ofDays(line: Line) {
  return {
    id: line['id'] ?? '',
    schemeCode: line['scheme_code'] ?? '',
    startsOn: line['starts_on'] ?? '',
    endsOn: line['ends_on'] || null,
    source: line['source'] ?? '',
  };
}

function whole(cell: string | undefined): number | null {
  return cell === undefined || cell === '' ? null : Number(cell);
}
