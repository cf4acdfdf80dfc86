/** The data classes (access §2): a closed list, one bit each, at most 31. The order is the bit and never changes; new ones go last. */
export const DATA_CLASSES = [
  'register',
  'area',
  'identity.masked',
  'identity',
  'contact',
  'kinship.count',
  'kinship',
  'education',
  'employment',
  'income.band',
  'income',
  'assets',
  'poverty.status',
  'poverty',
  'health',
  'disability.fact',
  'disability',
  'aid',
  'aid.note',
  'payment',
  'bank',
  'case',
  'protection',
  'volunteering',
  'pass',
  'receipts',
] as const;

export type DataClass = (typeof DATA_CLASSES)[number];

/** A set of data classes as bits: bit n stands for `DATA_CLASSES[n]`. */
export type ClassSet = number;

/** A class on the left opens the class on the right too (access §2). */
const IMPLIED: Partial<Record<DataClass, DataClass>> = {
  income: 'income.band',
  identity: 'identity.masked',
  kinship: 'kinship.count',
  disability: 'disability.fact',
  poverty: 'poverty.status',
};

/** How sensitive a class is, for the access page: derived from the class, never tagged by hand (PDPA s.40 names the sensitive kinds). */
const SENSITIVE: ReadonlySet<DataClass> = new Set([
  'health',
  'disability.fact',
  'disability',
  'protection',
  'case',
]);
const NOT_PERSONAL: ReadonlySet<DataClass> = new Set(['register']);

const BIT = new Map<string, number>(DATA_CLASSES.map((name, index) => [name, 1 << index]));

const IMPLICATIONS = DATA_CLASSES.flatMap((name) => {
  const implied = IMPLIED[name];
  return implied === undefined ? [] : [{ opener: bitOf(name), opened: bitOf(implied) }];
});

export const NO_CLASSES: ClassSet = 0;
export const ALL_CLASSES: ClassSet = DATA_CLASSES.reduce((set, name) => set | bitOf(name), 0);

/** Whether a word is a data class of the closed list. */
export function isDataClass(word: string): word is DataClass {
  return BIT.has(word);
}

/** The bit of one class. */
export function bitOf(name: DataClass): ClassSet {
  return BIT.get(name) ?? 0;
}

/** The set of the classes named. */
export function classSet(names: Iterable<DataClass>): ClassSet {
  let set = NO_CLASSES;
  for (const name of names) set |= bitOf(name);
  return set;
}

/** The set of the classes named in data (an agreement, a duty); a word that is no class opens nothing. */
export function classSetOf(words: Iterable<string>): ClassSet {
  return classSet([...words].filter(isDataClass));
}

/** The names in a set, in the order of the list. */
export function classNames(set: ClassSet): DataClass[] {
  return DATA_CLASSES.filter((name) => (set & bitOf(name)) !== 0);
}

/** The set with every implied class added (access §2). */
export function closure(set: ClassSet): ClassSet {
  let closed = set;
  for (const { opener, opened } of IMPLICATIONS) if ((set & opener) !== 0) closed |= opened;
  return closed;
}

/** Whether a set opens a class. */
export function opens(set: ClassSet, name: DataClass): boolean {
  return (set & bitOf(name)) !== 0;
}

/** The mark that the access page prints beside a class: sensitive, personal, or none. */
export function personalMark(name: DataClass): 'SENSITIVE' | 'PERSONAL' | '' {
  if (SENSITIVE.has(name)) return 'SENSITIVE';
  return NOT_PERSONAL.has(name) ? '' : 'PERSONAL';
}
