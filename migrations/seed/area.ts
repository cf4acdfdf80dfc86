import type { Random } from './random.ts';
import { readTable } from './reference-table.ts';

/** One state or district as the census of 2020 and the household income survey of 2019 found it. Source: Department of Statistics Malaysia. */
export type AreaFigures = {
  readonly state: string;
  /** Null for the state as a whole. */
  readonly district: string | null;
  readonly population: number;
  readonly households: number;
  readonly urbanPercent: number;
  /** Mean monthly household income in 2019, in sen. */
  readonly meanIncome: number;
  readonly gini: number;
};

/** Where a household lives. */
export type Place = {
  readonly state: string;
  readonly district: string;
  readonly strata: 'URBAN' | 'RURAL';
  readonly addressLine: string;
  readonly postcode: string;
};

const FIGURES: readonly AreaFigures[] = readTable('area-figures.tsv').map((row) => ({
  state: row['state']!,
  district: row['district'] ?? null,
  population: Number(row['population']),
  households: Number(row['households']),
  urbanPercent: Number(row['urbanPercent']),
  meanIncome: Number(row['meanIncome']) * 100,
  gini: Number(row['gini']),
}));

const STATES = FIGURES.filter((area) => area.district === null);
const STATE_BY_CODE = new Map(STATES.map((area) => [area.state, area]));
const STATE_CHOICES = STATES.map((area) => [area, area.households] as const);
const DISTRICT_CHOICES = Map.groupBy(
  FIGURES.filter((area) => area.district !== null).map((area) => [area, area.population] as const),
  ([area]) => area.state,
);

/** Postcode prefixes of each state, first two digits; a few of each are enough. */
const POSTCODES: Readonly<Record<string, readonly [number, number]>> = {
  '01': [79, 86],
  '02': [5, 9],
  '03': [15, 18],
  '04': [75, 78],
  '05': [70, 73],
  '06': [25, 28],
  '07': [10, 14],
  '08': [30, 36],
  '09': [1, 2],
  '10': [40, 48],
  '11': [20, 24],
  '12': [88, 91],
  '13': [93, 98],
  '14': [50, 60],
  '15': [87, 87],
  '16': [62, 62],
};

/** Federal territories without rural addresses (Kuala Lumpur, Putrajaya). */
const WHOLLY_URBAN: ReadonlySet<string> = new Set(['14', '16']);

const STREETS = ['Jalan', 'Lorong', 'Lebuh', 'Persiaran'] as const;
const VILLAGES = ['Kampung', 'Felda', 'Rumah Panjang', 'Kampung Baru'] as const;
const FLOWERS = [
  'Seroja',
  'Kenanga',
  'Melur',
  'Teratai',
  'Cempaka',
  'Kesidang',
  'Anggerik',
  'Dahlia',
  'Kemboja',
] as const;

/** The figures of one state. Throws RangeError on a code that is none. */
export function stateFigures(code: string): AreaFigures {
  const figures = STATE_BY_CODE.get(code);
  if (figures === undefined) throw new RangeError(`"${code}" is no state code (01 to 16).`);
  return figures;
}

/** Draws where a household lives: the state by its share of households, the district by its share of the state's people. Streets are invented. */
export function drawPlace(random: Random): Place {
  const state = random.weighted(STATE_CHOICES);
  const district = random.weighted(DISTRICT_CHOICES.get(state.state) ?? []);
  const urban = WHOLLY_URBAN.has(state.state) || random.next() * 100 < district.urbanPercent;
  return placeIn(random, state.state, district.district!, urban ? 'URBAN' : 'RURAL');
}

/** An invented address in a given district. */
export function placeIn(random: Random, state: string, district: string, strata: Place['strata']): Place {
  const street = random.pick(strata === 'URBAN' ? STREETS : VILLAGES);
  const [low, high] = POSTCODES[state] ?? [0, 0];
  const postcode = random.between(low, high) * 1000 + random.between(0, 99) * 10;
  return {
    state,
    district,
    strata,
    addressLine: `No. ${random.between(1, 240)}, ${street} ${random.pick(FLOWERS)} ${random.between(1, 30)}`,
    postcode: String(postcode).padStart(5, '0'),
  };
}
