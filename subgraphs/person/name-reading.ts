/** A word of a name: as it is spelled once short forms are written out, how it sounds, and whether a great many people bear it. */
export type NameWord = { readonly text: string; readonly sound: string; readonly isCommon: boolean };

/** A written name, read: words of its bearer's own and of the father's, as they are compared. */
export type NameReading = {
  /** The own words; where nothing parts them from the father's, all of them. */
  readonly own: readonly NameWord[];
  /** The father's words, after `bin`, `a/l`, `anak`; none where nothing says so. */
  readonly father: readonly NameWord[];
};

/** Between a name and the father's, by custom. A lone `b` is `bin`, as on old papers. */
const CHILD_OF = new Set([
  'bin',
  'binti',
  'binte',
  'b',
  'bt',
  'bte',
  'bti',
  'bnt',
  'ibni',
  'anak',
  'ak',
  'al',
  'ap',
  'so',
  'do',
]);

/** What is said to somebody and is no part of the name. */
const TITLES = new Set([
  'haji',
  'hajjah',
  'hj',
  'hjh',
  'hajah',
  'tuan',
  'puan',
  'encik',
  'en',
  'pn',
  'mr',
  'mrs',
  'mdm',
  'dr',
  'ustaz',
]);

/** Short forms and variants of words that stand in a great many names; what sounds alike is for `soundOf`. */
const SPELLINGS: Readonly<Record<string, string>> = {
  m: 'muhammad',
  md: 'muhammad',
  mhd: 'muhammad',
  mohd: 'muhammad',
  muhd: 'muhammad',
  mohamad: 'muhammad',
  mohamed: 'muhammad',
  mohammad: 'muhammad',
  mohammed: 'muhammad',
  muhamad: 'muhammad',
  muhamed: 'muhammad',
  muhammed: 'muhammad',
  amad: 'ahmad',
  ahmed: 'ahmad',
  ahmat: 'ahmad',
  achmad: 'ahmad',
  abd: 'abdul',
  abdl: 'abdul',
  noor: 'nur',
  nor: 'nur',
  nuur: 'nur',
  st: 'siti',
};

/** Of these a name tells little: so many bear them. */
const COMMON = new Set([
  ...['muhammad', 'ahmad', 'abdul', 'nur', 'nurul', 'siti', 'wan', 'ali', 'mat', 'che', 'nik', 'syed'],
  ...['tan', 'lim', 'lee', 'ng', 'wong', 'ong', 'chong', 'goh', 'chan', 'teoh', 'kumar', 'devi'],
]);

/** The names of a written one: `A @ B` is two for one person, of which either may stand elsewhere. A name without a letter is none. */
export function readNames(written: string): readonly NameReading[] {
  return written
    .split('@')
    .map((one) => readName(one))
    .filter(({ own, father }) => own.length + father.length > 0);
}

function readName(written: string): NameReading {
  const words = written
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b([ads])\s*\/\s*([lpo])\b/gu, ' $1$2 ')
    .replace(/['’`]/gu, '')
    .split(/[^a-z]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
  const at = words.findIndex((word, place) => place > 0 && place < words.length - 1 && CHILD_OF.has(word));
  const spelled = (some: readonly string[]) => some.map((word) => wordOf(SPELLINGS[word] ?? word));
  if (at < 0) return { own: spelled(words), father: [] };
  return { own: spelled(words.slice(0, at)), father: spelled(words.slice(at + 1)) };
}

function wordOf(text: string): NameWord {
  return { text, sound: soundOf(text), isCommon: COMMON.has(text) };
}

/** How a word sounds, roughly: spellings that Malay, Arabic, Chinese and Tamil names change between come to the same. */
function soundOf(word: string): string {
  return word
    .replace(/dz|z|j/gu, 'z')
    .replace(/kh|q|ck/gu, 'k')
    .replace(/sy|sh/gu, 's')
    .replace(/th/gu, 't')
    .replace(/gh/gu, 'g')
    .replace(/ph|p/gu, 'f')
    .replace(/ee|ie|y/gu, 'i')
    .replace(/oo|ou|o/gu, 'u')
    .replace(/(.)\1+/gu, '$1')
    .replace(/h$/u, '')
    .replace(/^h/u, '');
}
