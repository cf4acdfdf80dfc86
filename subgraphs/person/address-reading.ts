/** A written address, as it is compared: the words of its street and place, and every part of it that has a digit. */
export type AddressReading = {
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly postcode: string;
  readonly district: string;
};

/** How like two homes are: one house, one postcode, one district, or none of it; `MISSING` where one is not known. */
export type PlaceLikeness = 'HOUSE' | 'POSTCODE' | 'DISTRICT' | 'OTHER' | 'MISSING';

const SPELLINGS: Readonly<Record<string, string>> = {
  jln: 'jalan',
  jl: 'jalan',
  tmn: 'taman',
  kg: 'kampung',
  kpg: 'kampung',
  kampong: 'kampung',
  lrg: 'lorong',
  lor: 'lorong',
  blk: 'blok',
  bt: 'batu',
};

/** Words that say only that a number follows. */
const EMPTY = new Set(['no', 'lot', 'nombor', 'rumah', 'unit']);

export function readAddress({
  addressLine,
  postcode,
  district,
}: {
  readonly addressLine: string;
  readonly postcode: string;
  readonly district: string;
}): AddressReading {
  const parts = addressLine.toLowerCase().match(/[\p{L}\p{N}/-]+/gu) ?? [];
  const spelled = parts.map((part) => SPELLINGS[part] ?? part).filter((part) => !EMPTY.has(part));
  const [numbers, words] = [
    spelled.filter((part) => /\d/u.test(part)),
    spelled.filter((part) => !/\d/u.test(part)),
  ];
  return { words: new Set(words), numbers: new Set(numbers), postcode, district };
}

/** One house is one that shares its district, every number that both name, and the most of the words. */
export function placeLikeness(one: AddressReading | null, other: AddressReading | null): PlaceLikeness {
  if (one === null || other === null) return 'MISSING';
  if (one.district !== other.district) return 'OTHER';
  if (isWithin(one.numbers, other.numbers) && shared(one.words, other.words) >= 0.5) return 'HOUSE';
  return one.postcode === other.postcode ? 'POSTCODE' : 'DISTRICT';
}

/** Whether all numbers of the address that names fewer stand in the other too; one without a number is no house. */
function isWithin(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [fewer, more] = some.size <= others.size ? [some, others] : [others, some];
  return fewer.size > 0 && [...fewer].every((number) => more.has(number));
}

/** What share of the words of the shorter address stands in the other. */
function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const [fewer, more] = some.size <= others.size ? [some, others] : [others, some];
  return fewer.size === 0 ? 0 : [...fewer].filter((word) => more.has(word)).length / fewer.size;
}
