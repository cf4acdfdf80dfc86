import type { Sex } from './member-plan.ts';
import type { Random } from './random.ts';

/** The naming customs that are imitated; all parts are invented or common words, so that no name means a living person. */
export type Custom = 'MALAY' | 'CHINESE' | 'INDIAN' | 'BORNEO';

type Given = Readonly<Record<Sex, readonly string[]>>;

const GIVEN: Readonly<Record<Custom, Given>> = {
  MALAY: {
    MALE: [
      'Adlanir',
      'Bahrizal',
      'Damarul',
      'Fazrinal',
      'Hazwadi',
      'Ikmarul',
      'Jufrizan',
      'Khairalan',
      'Luqwan',
      'Mahzarin',
      'Naqirul',
      'Razmadi',
      'Syafrinal',
      'Tarmidzal',
      'Wazirun',
      'Zulharin',
    ],
    FEMALE: [
      'Adlinara',
      'Balqirah',
      'Darwisyah',
      'Fazrina',
      'Hazlinda',
      'Izzarah',
      'Jazmira',
      'Khalidah',
      'Maisarina',
      'Nadzirah',
      'Puterina',
      'Rozalinda',
      'Syazrina',
      'Umairah',
      'Wardinah',
      'Zalifah',
    ],
  },
  CHINESE: {
    MALE: [
      'Beng Sian',
      'Chin Foong',
      'Hao Leng',
      'Jia Kheng',
      'Kah Wei Lun',
      'Meng Shian',
      'Seng Kiat',
      'Teck Yaw',
      'Wee Jian',
      'Zi Hong',
    ],
    FEMALE: [
      'Ai Ling Shia',
      'Bee Kuan',
      'Hui Sim',
      'Jia Yun',
      'Kai Shin',
      'Mei Fern',
      'Pei Ru',
      'Siew Lan',
      'Xin Ling',
      'Yoke Sum',
    ],
  },
  INDIAN: {
    MALE: [
      'Anbarivan',
      'Devanesh',
      'Elangovar',
      'Karthivel',
      'Muthunesh',
      'Pravindar',
      'Ragunesh',
      'Saravindra',
      'Thivanesh',
      'Yogendiran',
    ],
    FEMALE: [
      'Anjaliswari',
      'Devikasri',
      'Kalaivathi',
      'Logasundri',
      'Malarvily',
      'Nithyavani',
      'Punithasri',
      'Saraswini',
      'Thilagasri',
      'Vasugirani',
    ],
  },
  BORNEO: {
    MALE: [
      'Ambuting',
      'Bansanai',
      'Dundang',
      'Gawing',
      'Jelani Sugah',
      'Kulang',
      'Lingkau',
      'Mansul',
      'Nyambong',
      'Rantaian',
      'Sangau',
      'Tugang',
    ],
    FEMALE: [
      'Aniting',
      'Bunsuling',
      'Dayangku Ria',
      'Gumbana',
      'Indaiyah',
      'Kumangai',
      'Limahwati',
      'Menuang',
      'Rinduling',
      'Sulauing',
      'Tipahni',
      'Yambiling',
    ],
  },
};

const SURNAMES = [
  'Ang',
  'Chai',
  'Foo',
  'Goh',
  'Hiew',
  'Khor',
  'Liew',
  'Mok',
  'Phang',
  'Seow',
  'Tham',
  'Yap',
] as const;

/** What stands between a name and the father's. */
const CHILD_OF: Readonly<Record<Custom, Readonly<Record<Sex, string>>>> = {
  MALAY: { MALE: 'bin', FEMALE: 'binti' },
  CHINESE: { MALE: '', FEMALE: '' },
  INDIAN: { MALE: 'a/l', FEMALE: 'a/p' },
  BORNEO: { MALE: 'anak', FEMALE: 'anak' },
};

/** Roughly who lives where; only so far that lists of names do not look alike in every state. */
export function drawCustom(random: Random, state: string): Custom {
  if (state === '12' || state === '13')
    return random.weighted([
      ['BORNEO', 60],
      ['MALAY', 26],
      ['CHINESE', 14],
    ] as const);
  if (state === '03' || state === '11')
    return random.weighted([
      ['MALAY', 95],
      ['CHINESE', 4],
      ['INDIAN', 1],
    ] as const);
  return random.weighted([
    ['MALAY', 66],
    ['CHINESE', 22],
    ['INDIAN', 12],
  ] as const);
}

/** What children of one father bear of his: the surname, or his given name. */
export function drawFamily(random: Random, custom: Custom): string {
  return random.pick(custom === 'CHINESE' ? SURNAMES : GIVEN[custom].MALE);
}

/** A full name by one custom, of a family. */
export function nameOf(random: Random, custom: Custom, sex: Sex, family: string): string {
  const given = random.pick(GIVEN[custom][sex]);
  return custom === 'CHINESE' ? `${family} ${given}` : `${given} ${CHILD_OF[custom][sex]} ${family}`;
}
