import type { Random } from '@seisi/migrations/seed/random';
import {
  type Custom,
  customOf,
  type FullName,
  familyAfter,
  givenOf,
  nameIn,
  type Sex,
  strangerFamily,
} from './names.ts';

export type Home = {
  readonly house: number;
  readonly street: string;
  readonly area: string;
  readonly postcode: string;
  readonly district: string;
};

/** One invented human being. */
export type Human = {
  readonly id: number;
  readonly name: FullName;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  /** Twelve digits with a place code that was never assigned. */
  readonly identityNumber: string;
  readonly home: Home;
  readonly isMarried: boolean;
  /** Whose number a clerk may write down in place of this one: another of the home. */
  readonly beside: string | null;
};

const STREETS = [
  'Jalan Mawar',
  'Jalan Melor',
  'Lorong Cempaka',
  'Jalan Besar',
  'Lorong Dua',
  'Jalan Masjid',
  'Jalan Sekolah',
];
const AREAS = [
  'Taman Seri Indah',
  'Kampung Baru',
  'Taman Desa Jaya',
  'Kampung Tengah',
  'Felda Lima',
  'Taman Maju',
];

/**
 * Birthdays fall on so few days that each is shared by as many as in a register of four million, and days, months and years that are mixed up are birthdays again: strangers who look
 * alike are as frequent as they are there.
 */
const MONTHS = 4;
const DAYS = 12;

function birthIn(random: Random, from: number, years: number): string {
  const [month, day] = [random.between(1, MONTHS), random.between(1, DAYS)];
  return `${from + random.between(0, years - 1)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function homeIn(random: Random): Home {
  const [district, office] = [random.between(1, 12), random.between(0, 7)];
  return {
    house: random.between(1, 180),
    street: `${random.pick(STREETS)} ${random.between(1, 9)}`,
    area: random.pick(AREAS),
    postcode: String(10_000 + district * 1000 + office * 100),
    district: `5_${district}`,
  };
}

/** A family: its parents, and children of whom two may be twins, be called nearly the same, or like their father. */
function familyOf(
  random: Random,
  years: number,
  numberFor: (birth: string, sex: Sex) => string,
): Omit<Human, 'id'>[] {
  const custom = customOf(random);
  const home = homeIn(random);
  const person = (name: FullName, birthDate: string, isMarried: boolean): Omit<Human, 'id'> => ({
    ...{ name, birthDate, home, isMarried, beside: null },
    identityNumber: numberFor(birthDate, name.sex),
  });
  const adult = (sex: Sex) =>
    person(nameIn(random, custom, sex, strangerFamily(random, custom)), birthIn(random, 1968, years), true);
  const [father, mother] = [adult('MALE'), adult('FEMALE')];
  const children: Omit<Human, 'id'>[] = [];
  for (let left = random.between(0, 5); left > 0; left -= 1)
    children.push(person(...childOf(random, custom, father.name, children, years), false));
  const all = [father, mother, ...children];
  return all.map((one, at) => ({ ...one, beside: all[(at + 1) % all.length]!.identityNumber }));
}

function childOf(
  random: Random,
  custom: Custom,
  father: FullName,
  before: readonly Omit<Human, 'id'>[],
  years: number,
): [FullName, string] {
  const sex = random.pick(['FEMALE', 'MALE'] as const);
  const elder = before.at(-1);
  if (elder !== undefined && random.chance(0.12)) {
    // Twins, many of whom bear names that differ in one part or in an ending.
    const { name, birthDate } = elder;
    return [{ ...nameIn(random, custom, name.sex, name.family), given: twinName(random, name) }, birthDate];
  }
  const own = nameIn(random, custom, sex, familyAfter(father));
  const isLikeFather = sex === 'MALE' && custom !== 'CHINESE' && random.chance(0.06);
  const name = isLikeFather ? { ...own, given: father.given } : own;
  // No two children of a family are called the same.
  if (before.some((one) => one.name.given.join() === name.given.join()))
    return childOf(random, custom, father, before, years);
  return [name, birthIn(random, 1996, years)];
}

/** Another name than the elder's: twins are called alike, and not the same. */
function twinName(
  random: Random,
  { custom, sex, given }: Pick<FullName, 'custom' | 'sex' | 'given'>,
): readonly string[] {
  const [first = '', last] = [given[0], given.at(-1) ?? ''];
  const drawn = givenOf(random, custom, sex);
  const name = random.pick([
    drawn,
    given.length > 1 ? [first, drawn.at(-1)!] : drawn,
    [...given.slice(0, -1), `${last.slice(0, -1)}${random.pick(['a', 'i', 'u', 'in'])}`],
  ]);
  return name.join() === given.join() ? twinName(random, { custom, sex, given }) : name;
}

/** Strangers of one name: of one year of birth, and now and then of one day and one district. */
function namesakeOf(
  random: Random,
  of: Omit<Human, 'id'>,
  numberFor: (birth: string, sex: Sex) => string,
): Omit<Human, 'id'> {
  const year = of.birthDate.slice(0, 4);
  const birthDate = random.chance(0.25) ? of.birthDate : `${year}${birthIn(random, 2000, 1).slice(4)}`;
  const home = homeIn(random);
  return {
    ...of,
    birthDate,
    identityNumber: numberFor(birthDate, of.name.sex),
    home: random.chance(0.2) ? { ...home, postcode: of.home.postcode, district: of.home.district } : home,
    beside: null,
  };
}

/** So many families with their namesakes; the same random stream gives the same people. @throws RangeError where a day has no number left */
export function population(random: Random, families: number, years: number): readonly Human[] {
  const given = new Map<string, number>();
  /** Twins have neighbouring numbers, so one digit tells them apart: serials of a day run on. */
  const numberFor = (birth: string, sex: Sex): string => {
    const day = birth.slice(2).replaceAll('-', '');
    const count = given.get(`${day}${sex}`) ?? 0;
    given.set(`${day}${sex}`, count + 1);
    if (count >= 10_000) throw new RangeError(`No number is left of ${birth}.`);
    const last = 2 * (count % 5) + (sex === 'MALE' ? 1 : 0);
    return `${day}${count < 5000 ? '70' : '95'}${String(Math.floor(count / 5) % 1000).padStart(3, '0')}${last}`;
  };
  const people: Omit<Human, 'id'>[] = [];
  for (let left = families; left > 0; left -= 1) {
    const family = familyOf(random, years, numberFor);
    people.push(...family);
    if (random.chance(0.12)) people.push(namesakeOf(random, random.pick(family), numberFor));
  }
  return people.map((one, id) => ({ ...one, id }));
}
