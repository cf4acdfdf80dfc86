import { type AddressReading, type PlaceLikeness, placeLikeness, readAddress } from './address-reading.ts';
import {
  type BirthLikeness,
  birthLikeness,
  type NumberLikeness,
  numberLikeness,
} from './identity-likeness.ts';
import { AUTOMATIC_FROM, REVIEW_FROM, WEIGHTS } from './identity-weight.ts';
import { type NameLikeness, nameLikeness } from './name-likeness.ts';
import { type NameReading, readNames } from './name-reading.ts';

/** What a register or a list says of somebody, as far as it tells who they are. */
export type Identity = {
  readonly name: string;
  /** Twelve digits; null where the paper bears none, or one of another kind. */
  readonly identityNumber: string | null;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: 'FEMALE' | 'MALE';
  /** Null for whoever lives nowhere by the register. `district` is the code of DOSM. */
  readonly home: {
    readonly addressLine: string;
    readonly postcode: string;
    readonly district: string;
  } | null;
};

/** An identity made ready to be compared with many. */
export type ReadIdentity = Omit<Identity, 'name' | 'home'> & {
  readonly names: readonly NameReading[];
  readonly home: AddressReading | null;
};

/** How like two identities are, one by one of what is compared. */
export type Likeness = {
  readonly number: NumberLikeness;
  readonly own: NameLikeness['own'];
  readonly father: NameLikeness['father'];
  readonly birth: BirthLikeness;
  readonly place: PlaceLikeness;
  readonly sex: 'EQUAL' | 'OTHER';
};

/** One person without a doubt, a question for an officer, or two. */
export type Judgement = 'AUTOMATIC' | 'REVIEW' | 'DIFFERENT';

export type Match = {
  readonly likeness: Likeness;
  /** Bits for one person, over two (Fellegi and Sunter 1969): the sum of what each likeness weighs. */
  readonly weight: number;
  readonly judgement: Judgement;
};

export function readIdentity({ name, home, ...said }: Identity): ReadIdentity {
  return { ...said, names: readNames(name), home: home === null ? null : readAddress(home) };
}

/** How like two identities are; the same either way round. */
export function likeness(one: ReadIdentity, other: ReadIdentity): Likeness {
  return {
    number: numberLikeness(one.identityNumber, other.identityNumber),
    ...nameLikeness(one.names, other.names),
    birth: birthLikeness(one.birthDate, other.birthDate),
    place: placeLikeness(one.home, other.home),
    sex: one.sex === other.sex ? 'EQUAL' : 'OTHER',
  };
}

/** Whether two identities are one person's, and by what weight. */
export function matchOf(one: ReadIdentity, other: ReadIdentity): Match {
  const found = likeness(one, other);
  const weight = weightOf(found);
  return { likeness: found, weight, judgement: judged(found, weight) };
}

/** Whether two whose homes are not read yet may be one person: whether they are no less than a question if they share a house. */
export function mayBeOne(one: ReadIdentity, other: ReadIdentity): boolean {
  return weightOf({ ...likeness(one, other), place: 'HOUSE' }) >= REVIEW_FROM;
}

/** In tenths of a bit, so that the same likeness always comes to the same sum. */
function weightOf({ number, own, father, birth, place, sex }: Likeness): number {
  const {
    number: ofNumber,
    own: ofOwn,
    father: ofFather,
    birth: ofBirth,
    place: ofPlace,
    sex: ofSex,
  } = WEIGHTS;
  const sum = ofNumber[number] + ofOwn[own] + ofFather[father] + ofBirth[birth] + ofPlace[place] + ofSex[sex];
  return Math.round(sum * 10) / 10;
}

function judged(found: Likeness, weight: number): Judgement {
  if (weight >= AUTOMATIC_FROM && isPlain(found)) return 'AUTOMATIC';
  return weight >= REVIEW_FROM ? 'REVIEW' : 'DIFFERENT';
}

/**
 * No weight is enough by itself, for weights are added as if what is compared were independent, and of twins and brothers it is not: besides it takes one number with a name and a birth that do not speak
 * against it, or, where a paper bears none, name, birth, house and sex that all agree. Two numbers are never one person without an officer: those of twins lie beside one another.
 */
export function isPlain({ number, own, father, birth, place, sex }: Likeness): boolean {
  if (number === 'EQUAL') return own !== 'OTHER' && own !== 'MIXED' && birth !== 'OTHER';
  const isNamed = own === 'SAME' && father !== 'OTHER' && father !== 'MIXED';
  return number === 'MISSING' && isNamed && birth === 'EQUAL' && place === 'HOUSE' && sex === 'EQUAL';
}
