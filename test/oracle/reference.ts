import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../migrations/reference');

/** One line of such a file, by column. */
export type Line = Readonly<Record<string, string>>;

/** Facts that are about nobody, read from the files that fill the reference tables. Amounts in sen. */
export type Reference = {
  readonly states: readonly { code: string; name: string }[];
  readonly districts: readonly { code: string; name: string; stateCode: string }[];
  readonly schemes: readonly ReferenceScheme[];
  readonly povertyLines: readonly ReferenceLine[];
  readonly organisations: readonly { code: string; name: string }[];
};

export type ReferenceScheme = {
  readonly code: string;
  readonly nameMs: string;
  readonly nameEn: string;
  readonly agency: string;
  readonly level: string;
  readonly frequency: string;
  readonly rate: number | null;
  readonly rateNote: string | null;
  readonly effectiveFrom: string | null;
  readonly source: string;
};

export type ReferenceLine = {
  readonly code: string;
  readonly basisYear: number;
  readonly stateCode: string;
  readonly strata: 'URBAN' | 'RURAL' | null;
  readonly kind: 'POVERTY' | 'FOOD';
  readonly basis: 'HOUSEHOLD' | 'PER_HEAD';
  readonly amount: number;
  readonly provenance: 'OFFICIAL' | 'ESTIMATED';
  readonly source: string;
};

/** Reads all of it, each list in the order in which the graph gives it. */
export function readReference(): Reference {
  return {
    states: read('person.state').map(codeAndName).toSorted(byCode),
    districts: read('person.district')
      .map((line) => ({ ...codeAndName(line), stateCode: line['state_code']! }))
      .toSorted(byState),
    schemes: read('aid.scheme').map(schemeOf).toSorted(byCode),
    povertyLines: read('person.poverty_line').map(lineOf).toSorted(byPlace),
    organisations: read('volunteer.organisation').map(codeAndName).toSorted(byCode),
  };
}

/** The lines of one file, named by its table. */
export function read(table: string): Line[] {
  const [header = '', ...lines] = readFileSync(join(FOLDER, `${table}.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

function codeAndName(line: Line): { code: string; name: string } {
  return { code: line['code']!, name: line['name']! };
}

function schemeOf(line: Line): ReferenceScheme {
  return {
    code: line['code']!,
    nameMs: line['name_ms']!,
    nameEn: line['name_en']!,
    agency: line['agency']!,
    level: line['level']!,
    frequency: line['frequency']!,
    rate: line['rate'] === '' ? null : Number(line['rate']),
    rateNote: line['rate_note'] || null,
    effectiveFrom: line['effective_from'] || null,
    source: line['source']!,
  };
}

function lineOf(line: Line): ReferenceLine {
  return {
    ...(line as unknown as ReferenceLine),
    basisYear: Number(line['basis_year']),
    stateCode: line['state_code']!,
    strata: (line['strata'] || null) as ReferenceLine['strata'],
    amount: Number(line['amount']),
  };
}

function byCode(one: { code: string }, other: { code: string }): number {
  return one.code < other.code ? -1 : 1;
}

/** Districts count up within their state: 1_2 stands before 1_10. */
function byState(one: { code: string }, other: { code: string }): number {
  const [state = 0, number = 0] = one.code.split('_').map(Number);
  const [otherState = 0, otherNumber = 0] = other.code.split('_').map(Number);
  return state - otherState || number - otherNumber;
}

/** By state, strata (lines for both last), kind and basis, each in the order of its enum. */
function byPlace(one: ReferenceLine, other: ReferenceLine): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

function placeOf({ stateCode, strata, kind, basis, code }: ReferenceLine): string {
  const order = [
    strata === null ? 2 : ['URBAN', 'RURAL'].indexOf(strata),
    ['POVERTY', 'FOOD'].indexOf(kind),
    ['HOUSEHOLD', 'PER_HEAD'].indexOf(basis),
  ];
  return [stateCode, ...order, code].join('/');
}
