import type { Random } from '@seisi/migrations/seed/random';
import type { FullName } from './names.ts';
import type { Home, Human } from './population.ts';

/** How words of names are written by one office or another; what stands here is not what the matcher knows. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  Muhammad: ['Mohd', 'Mohamad', 'Muhamad', 'Md', 'Mohammad', 'Muhd', 'M.', 'Mohd.'],
  Ahmad: ['Ahmed', 'Amad', 'Ahmat'],
  Abdul: ['Abd', 'Abd.', 'Abdl'],
  Nur: ['Noor', 'Nor', 'Nuur'],
  Siti: ['St', 'Siti.', 'Sitti'],
  Nurul: ['Nurrul', 'Noorul', 'Nurol'],
  Zulkifli: ['Zulkefli', 'Dzulkifli', 'Zulkiflee'],
  Hussin: ['Hussein', 'Husin', 'Husain'],
  Hassan: ['Hasan', 'Asan'],
  Yusof: ['Yusoff', 'Yusuf', 'Usop'],
  Osman: ['Othman', 'Usman'],
  Fatimah: ['Patimah', 'Fatima', 'Fathimah'],
  Aisyah: ['Aishah', 'Aisah', 'Aysha'],
  Khadijah: ['Katijah', 'Kadijah', 'Hadijah'],
  Syafiq: ['Shafiq', 'Syafik'],
  Zainab: ['Zainap', 'Jainab'],
  Kalsom: ['Kalthom', 'Kalsum'],
  Noraini: ['Nor Aini', 'Nuraini'],
  Khairul: ['Kairul', 'Khairol'],
  Letchumi: ['Lechumy', 'Lakshmi'],
  Subramaniam: ['Subramanian', 'Supramaniam'],
  Saraswathy: ['Saraswathi', 'Saraswaty'],
  Krishnan: ['Kirishnan', 'Krisnan'],
  Goh: ['Go'],
  Teoh: ['Teo'],
  Cheah: ['Chia'],
  Chong: ['Cheong'],
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One slip of a hand: a letter more, less, another, or two that changed places. */
function slip(random: Random, text: string, letters: string): string {
  const at = random.between(1, text.length - 1);
  const [before, here, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  return random.weighted([
    [`${before}${after}`, 3],
    [`${before}${random.pick([...letters])}${after}`, 4],
    [`${before}${here}${here}${after}`, 2],
    [`${before.slice(0, -1)}${here}${before.slice(-1)}${after}`, 3],
  ] as const);
}

function wordsAs(random: Random, words: readonly string[]): readonly string[] {
  const written = words.map((word) => {
    const others = WRITTEN[word];
    return others !== undefined && random.chance(0.4) ? random.pick(others) : word;
  });
  if (!random.chance(0.12)) return written;
  const at = random.between(0, written.length - 1);
  return written.map((word, place) => (place === at && word.length > 3 ? slip(random, word, LETTERS) : word));
}

/** A name as another office wrote it. */
export function nameAs(random: Random, name: FullName, { isMarried }: Pick<Human, 'isMarried'>): string {
  const [own, theirs] = [wordsAs(random, name.given), wordsAs(random, name.family)];
  const text = { MALAY: malayAs, CHINESE: chineseAs, INDIAN: indianAs, BORNEO: borneoAs }[name.custom](
    random,
    { ...name, given: own, family: theirs },
    isMarried,
  );
  const called = random.chance(0.03)
    ? `${text} @ ${random.pick(['Ali', 'Mat', 'Awang', 'Ah Kow', 'Nani', 'Bob'])}`
    : text;
  return random.chance(0.3) ? called.toUpperCase() : called;
}

function malayAs(random: Random, { sex, given, family }: FullName): string {
  const own = given.length > 1 && random.chance(0.06) ? given.slice(1) : given;
  if (random.chance(0.04)) return own.join(' ');
  const of = random.weighted(
    sex === 'MALE'
      ? ([
          ['bin', 60],
          ['B.', 15],
          ['b', 8],
          ['', 17],
        ] as const)
      : ([
          ['binti', 50],
          ['Bt', 20],
          ['Bte.', 8],
          ['Bt.', 5],
          ['', 17],
        ] as const),
  );
  const title = random.chance(0.03) ? (sex === 'MALE' ? 'Haji ' : 'Hajjah ') : '';
  return `${title}${[...own, of, ...family].filter((part) => part !== '').join(' ')}`;
}

function chineseAs(random: Random, { sex, given, family, christian }: FullName, isMarried: boolean): string {
  const own = random.chance(0.15)
    ? [given.join('').replace(/(?<!^)[A-Z]/gu, (letter) => letter.toLowerCase())]
    : given;
  const surname =
    sex === 'FEMALE' && isMarried && random.chance(0.06)
      ? [random.pick(['Tan', 'Lim', 'Wong']), ...family]
      : family;
  const called = christian !== null && random.chance(0.5) ? [christian] : [];
  return random.weighted([
    [[...called, ...surname, ...own].join(' '), 60],
    [[...surname, ...own, ...called].join(' '), 25],
    [[...own, ...surname].join(' '), 10],
    [`${surname.join(' ')} ${own.join('-')}`, 5],
  ] as const);
}

function indianAs(random: Random, { sex, given, family }: FullName): string {
  const [own, theirs] = [given.join(' '), family.join(' ')];
  const of = sex === 'MALE' ? ['A/L', 's/o', 'a/l'] : ['A/P', 'd/o', 'a/p'];
  return random.weighted([
    [`${own} ${random.pick(of)} ${theirs}`, 70],
    [`${theirs.charAt(0)}. ${own}`, 12],
    [`${own} ${theirs}`, 18],
  ] as const);
}

function borneoAs(random: Random, { given, family }: FullName): string {
  const of = random.weighted([
    ['anak', 65],
    ['ak', 15],
    ['Ak.', 5],
    ['', 15],
  ] as const);
  return [...given, of, ...family].filter((part) => part !== '').join(' ');
}

/** A day of birth as it was taken down. */
export function birthAs(random: Random, birthDate: string): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return random.weighted([
    [birthDate, 920],
    [Number(day) <= 12 ? `${year}-${day}-${month}` : birthDate, 25],
    [`${Number(year) + random.pick([-1, 1])}-${month}-${day}`, 20],
    [`${year}-${month}-${String(random.between(1, 28)).padStart(2, '0')}`, 20],
    [`${year}-01-01`, 15],
  ] as const);
}

/** An identity number as it was taken down: now and then with a slip, and now and then somebody else's of the home. */
export function numberAs(random: Random, { identityNumber, beside }: Human): string {
  const at = random.between(6, 11);
  return random.weighted([
    [identityNumber, 930],
    [`${identityNumber.slice(0, at)}${random.between(0, 9)}${identityNumber.slice(at + 1)}`, 35],
    [
      `${identityNumber.slice(0, at - 1)}${identityNumber.charAt(at)}${identityNumber.charAt(at - 1)}${identityNumber.slice(at + 1)}`,
      20,
    ],
    [beside ?? identityNumber, 15],
  ] as const);
}

export type Written = { readonly addressLine: string; readonly postcode: string; readonly district: string };

export function homeAs(
  random: Random,
  { house, street, area, postcode, district }: Home,
  isPlain: boolean,
): Written {
  const plain = `No. ${house}, ${street}, ${area}`;
  if (isPlain) return { addressLine: plain, postcode, district };
  const short = street
    .replace('Jalan', random.pick(['Jln', 'Jalan', 'Jln.']))
    .replace('Lorong', random.pick(['Lrg', 'Lorong']));
  const place = area
    .replace('Taman', random.pick(['Tmn', 'Taman']))
    .replace('Kampung', random.pick(['Kg', 'Kg.', 'Kampung']));
  const line = random.weighted([
    [plain, 45],
    [`${house} ${short} ${place}`, 35],
    [`Lot ${house}, ${short}`, 12],
    [`${house}, ${place}`, 8],
  ] as const);
  return {
    addressLine: line,
    postcode: random.chance(0.03) ? String(Number(postcode) + random.between(1, 40)) : postcode,
    district,
  };
}
