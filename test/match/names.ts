import type { Random } from '@seisi/migrations/seed/random';

export type Sex = 'FEMALE' | 'MALE';
export type Custom = 'MALAY' | 'CHINESE' | 'INDIAN' | 'BORNEO';

/** Words of names in the order of how common they are: each is drawn by one over its place, so that the first are very common. */
type Words = readonly string[];

const words = (text: string): Words => text.trim().split(/\s+/);

const MALAY = {
  MALE: words(`Amirul Faiz Hakim Syafiq Izzat Haziq Danial Aiman Firdaus Hafiz Azlan Rizal Fadzil Zulkifli Ismail Ibrahim Yusof
    Hassan Hussin Osman Razak Rahman Kamal Jamal Nasir Zainal Roslan Azman Shahrul Khairul Faizal Ridzuan Ariff Naim Luqman Zikri Irfan Harith
    Adam Idris Sulaiman Ghazali Mokhtar Bakri Saiful Hisham Nizam Tarmizi Fauzi Shukri Wafi Rusdi Hanafi Junaidi`),
  FEMALE:
    words(`Aisyah Fatimah Aina Huda Syafiqah Izzati Amira Hidayah Balqis Nabila Zahra Hajar Khadijah Mariam Zainab Rohani
    Rosnah Noraini Salmah Halimah Azizah Faridah Normah Suhaila Shazwani Farhana Liyana Athirah Syuhada Sofea Batrisyia Insyirah Najwa Husna
    Ain Adila Aini Rahmah Latifah Ramlah Kalsom Hasnah Zaleha Rokiah Maimunah Zubaidah Saadiah Jamilah`),
} as const;

const CHINESE = {
  SURNAME: words(
    'Tan Lim Lee Ng Wong Ong Chong Goh Chan Teoh Yap Low Chua Koh Cheah Lau Khoo Foo Liew Ooi Teh Chin Yeoh Loh',
  ),
  MALE: words(
    'Wei Jun Kah Chee Kok Boon Seng Hock Ming Jie Keat Hao Zhi Yong Chun Kai Fook Leong Siang Heng',
  ),
  FEMALE: words('Mei Hui Siew Li Xin Pei Yee Ling Shu Jia Bee Lay Poh Wan Sze Qi Yan Kim Lian Fong'),
  CHRISTIAN: {
    MALE: words('Jason Kelvin Alvin Jonathan Desmond Raymond Vincent Bryan Eugene Adrian'),
    FEMALE: words('Michelle Jenny Vivian Catherine Rachel Evelyn Grace Joanne Melissa Angeline'),
  },
} as const;

const INDIAN = {
  MALE: words(`Suresh Kumar Ramesh Ganesan Murugan Subramaniam Vijay Prakash Rajendran Selvam Arumugam Krishnan Raju Siva
    Mohan Anand Thinesh Kavin Logan Balakrishnan Maniam Perumal`),
  FEMALE:
    words(`Letchumi Devi Kavitha Priya Shanti Malathi Saraswathy Vasantha Parvathy Thanaletchumy Kogila Revathi Usha
    Pushpa Janaki Sangeetha Yogeswary Rani Selvi Mala`),
} as const;

const BORNEO = {
  MALE: words(
    'Jimbun Empading Lanting Galau Mawan Unchat Baling Jugah Sigau Ugak Dionysius Jalin Gasah Robert Janting',
  ),
  FEMALE: words(
    'Senia Dayang Lipah Ensari Kelimai Jelia Sulau Mengiga Bulan Rita Antonia Jawai Lenta Sayu Imut',
  ),
} as const;

/** A name as the register of births has it, in its parts; how it is written is another matter. */
export type FullName = {
  readonly custom: Custom;
  readonly sex: Sex;
  /** The person's own names. */
  readonly given: readonly string[];
  /** The father's names, or the surname. */
  readonly family: readonly string[];
  /** A Christian name that some papers have and some have not. */
  readonly christian: string | null;
};

/** The nth of a list has one over n of the share of the first. */
function common(random: Random, list: Words): string {
  return random.weighted(list.map((word, at) => [word, 1 / (at + 1) ** 0.7] as const));
}

export function customOf(random: Random): Custom {
  return random.weighted([
    ['MALAY', 62],
    ['CHINESE', 22],
    ['INDIAN', 9],
    ['BORNEO', 7],
  ] as const);
}

/** A name for a child of a family. */
export function nameIn(random: Random, custom: Custom, sex: Sex, family: readonly string[]): FullName {
  const christian =
    custom === 'CHINESE' && random.chance(0.3) ? common(random, CHINESE.CHRISTIAN[sex]) : null;
  return { custom, sex, given: givenOf(random, custom, sex), family, christian };
}

/** What the children of a man bear of his: the surname, or his own names. */
export function familyAfter(father: FullName): readonly string[] {
  return father.custom === 'CHINESE' ? father.family : father.given;
}

/** A family for somebody whose father is not in the set. */
export function strangerFamily(random: Random, custom: Custom): readonly string[] {
  return custom === 'CHINESE' ? [common(random, CHINESE.SURNAME)] : givenOf(random, custom, 'MALE');
}

export function givenOf(random: Random, custom: Custom, sex: Sex): readonly string[] {
  if (custom === 'CHINESE') return [common(random, CHINESE[sex]), common(random, CHINESE[sex])];
  if (custom === 'INDIAN') return [common(random, INDIAN[sex])];
  if (custom === 'BORNEO') return [common(random, BORNEO[sex])];
  const own = common(random, MALAY[sex]);
  const before = random.weighted(
    sex === 'MALE'
      ? ([
          ['', 45],
          ['Muhammad', 32],
          ['Ahmad', 10],
          ['Abdul', 9],
          ['Wan', 4],
        ] as const)
      : ([
          ['', 40],
          ['Nur', 26],
          ['Siti', 18],
          ['Nurul', 12],
          ['Wan', 4],
        ] as const),
  );
  return before === '' ? [own] : [before, own];
}

/** As the birth certificate has it. */
export function officially({ custom, sex, given, family, christian }: FullName): string {
  const [own, theirs] = [given.join(' '), family.join(' ')];
  if (custom === 'CHINESE') return [christian, theirs, own].filter((part) => part !== null).join(' ');
  if (custom === 'INDIAN') return `${own} ${sex === 'MALE' ? 'A/L' : 'A/P'} ${theirs}`;
  if (custom === 'BORNEO') return `${own} anak ${theirs}`;
  return `${own} ${sex === 'MALE' ? 'bin' : 'binti'} ${theirs}`;
}
