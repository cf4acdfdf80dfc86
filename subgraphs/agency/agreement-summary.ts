import type { Assurance } from '@seisi/schema/assurance';
import { CLASS_NAMES } from '@seisi/schema/class-names';
import { classNames, DATA_CLASSES, type DataClass } from '@seisi/schema/classes';
import { standingOf } from '@seisi/schema/operations/standing';
import type { Purpose } from '@seisi/schema/purpose';
import { ceiling } from '@seisi/schema/viewer';
import type { AgreementRow } from './agreement.table.ts';
import { classesNamed } from './amendment.ts';

export type Language = 'MS' | 'EN';

/** What an agreement opens at the most for one purpose, by how sure the sign-in is. */
export type OpenedByPurpose = {
  readonly purpose: Purpose;
  /** Each class once, at the lowest level that opens it. */
  readonly byLevel: Readonly<Record<Assurance, readonly DataClass[]>>;
  /** Named by the agreement, and closed by the purpose at every level. */
  readonly cut: readonly DataClass[];
};

/** What an agreement opens, computed as it is decided: classes cut by the purpose, then by the assurance level, with what they imply (access §3). */
function openedBy(row: Pick<AgreementRow, 'classes' | 'purposes'>): readonly OpenedByPurpose[] {
  const classes = classesNamed(row);
  return row.purposes.map((purpose) => {
    const at = (assurance: Assurance) =>
      classNames(ceiling(standingOf({ classes, purpose, assurance, scopes: [] }).basis));
    const [low, substantial, high] = [at('low'), at('substantial'), at('high')];
    const without = (all: readonly DataClass[], less: readonly DataClass[]) =>
      all.filter((name) => !less.includes(name));
    return {
      purpose,
      byLevel: { low, substantial: without(substantial, low), high: without(high, substantial) },
      cut: without(classes, high),
    };
  });
}

type Words = {
  readonly purpose: Readonly<Record<Purpose, string>>;
  readonly law: Readonly<Record<AgreementRow['legalBasis'], string>>;
  readonly who: (agency: string, law: string) => string;
  readonly whom: (population: 'ALL' | 'REFERRED', areas: string, daily: number) => string;
  readonly when: (from: string, until: string | null) => string;
  readonly opens: (purpose: string) => string;
  readonly level: Readonly<Record<Assurance, string>>;
  readonly cut: string;
  readonly never: string;
  readonly always: string;
};

const ENGLISH: Words = {
  purpose: {
    SERVICE_DELIVERY: 'service delivery',
    LIFE_HEALTH_SAFETY: 'life, health or safety',
    PUBLIC_EMERGENCY: 'a public emergency',
    PUBLIC_INTEREST: 'the public interest',
  },
  law: {
    ACT_864: 'the Data Sharing Act 2025 (Act 864)',
    AGREEMENT: 'an agreement',
    CONSENT: 'consent',
    EMERGENCY: 'a declared incident',
    STATUTORY_DUTY: 'a statutory duty',
  },
  who: (agency, law) => `${agency} may read by this agreement, which rests on ${law}.`,
  whom: (population, areas, daily) =>
    `Of whom: ${population === 'ALL' ? 'everybody' : 'households that another agency or they themselves referred and that it accepted'}, in ${areas}; about at most ${daily} subjects a day.`,
  when: (from, until) =>
    until === null ? `From ${from}, without an end.` : `From ${from}; from ${until} on no more.`,
  opens: (purpose) => `For ${purpose}:`,
  level: {
    low: 'with any sign-in',
    substantial: 'with a sign-in of the level substantial also',
    high: 'with a sign-in of the level high also',
  },
  cut: 'not, although the agreement names it',
  never: 'What it does not name:',
  always: 'Whoever is under protection is never opened by it, and each reading leaves a receipt.',
};

const MALAY: Words = {
  purpose: {
    SERVICE_DELIVERY: 'penyampaian perkhidmatan',
    LIFE_HEALTH_SAFETY: 'nyawa, kesihatan atau keselamatan',
    PUBLIC_EMERGENCY: 'kecemasan awam',
    PUBLIC_INTEREST: 'kepentingan awam',
  },
  law: {
    ACT_864: 'Akta Perkongsian Data 2025 (Akta 864)',
    AGREEMENT: 'perjanjian',
    CONSENT: 'persetujuan',
    EMERGENCY: 'kejadian yang diisytiharkan',
    STATUTORY_DUTY: 'kewajipan berkanun',
  },
  who: (agency, law) => `${agency} boleh membaca melalui perjanjian ini, yang berasaskan ${law}.`,
  whom: (population, areas, daily) =>
    `Tentang siapa: ${population === 'ALL' ? 'semua orang' : 'isi rumah yang dirujuk oleh agensi lain atau diri sendiri dan yang diterimanya'}, di ${areas}; kira-kira paling banyak ${daily} subjek sehari.`,
  when: (from, until) =>
    until === null ? `Mulai ${from}, tanpa tarikh tamat.` : `Mulai ${from}; mulai ${until} tidak lagi.`,
  opens: (purpose) => `Bagi ${purpose}:`,
  level: {
    low: 'dengan apa-apa log masuk',
    substantial: 'dengan log masuk tahap sederhana juga',
    high: 'dengan log masuk tahap tinggi juga',
  },
  cut: 'tidak, walaupun dinamakan dalam perjanjian',
  never: 'Yang tidak dinamakannya:',
  always:
    'Sesiapa yang di bawah perlindungan tidak sekali-kali dibuka, dan setiap bacaan meninggalkan resit.',
};

const LEVELS: readonly Assurance[] = ['low', 'substantial', 'high'];

/** An agreement in plain words, a line a sentence. What it says that it opens is what is decided, class by class (`test/access/agreement-summary.test.ts`). */
export function agreementSummary(row: AgreementRow, agencyName: string, language: Language): string {
  const words = language === 'MS' ? MALAY : ENGLISH;
  const named = (classes: readonly DataClass[]) =>
    classes.map((name) => CLASS_NAMES[name][language === 'MS' ? 'ms' : 'en']).join('; ');
  const opened = openedBy(row);
  const purposes = opened.flatMap(({ purpose, byLevel, cut }) => [
    words.opens(words.purpose[purpose]),
    ...LEVELS.filter((level) => byLevel[level].length > 0).map(
      (level) => `- ${words.level[level]}: ${named(byLevel[level])}.`,
    ),
    ...(cut.length > 0 ? [`- ${words.cut}: ${named(cut)}.`] : []),
  ]);
  const open = new Set(opened.flatMap(({ byLevel, cut }) => [...Object.values(byLevel).flat(), ...cut]));
  const others = DATA_CLASSES.filter((name) => !open.has(name));
  return [
    words.who(agencyName, words.law[row.legalBasis]),
    words.whom(row.population, row.areas.join(', '), row.dailySubjects),
    words.when(row.validFrom, row.validUntil),
    ...purposes,
    ...(others.length > 0 ? [`${words.never} ${named(others)}.`] : []),
    words.always,
  ].join('\n');
}
