import { ASSURANCE_LEVELS, type Assurance } from '@seisi/schema/assurance';
import { CLASS_NAMES } from '@seisi/schema/class-names';
import { classNames, classSet, DATA_CLASSES, type DataClass } from '@seisi/schema/classes';
import { PURPOSES, type Purpose } from '@seisi/schema/purpose';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementSummary, type Language } from '../../subgraphs/agency/agreement-summary.ts';
import { mostOf } from '../../subgraphs/person/ground/decide.ts';

/** How the levels and the refusals begin in each language, as a reader meets them. */
const LINES: Readonly<
  Record<
    Language,
    { readonly level: Record<Assurance, string>; readonly cut: string; readonly never: string }
  >
> = {
  EN: {
    level: {
      low: '- with any sign-in: ',
      substantial: '- with a sign-in of the level substantial also: ',
      high: '- with a sign-in of the level high also: ',
    },
    cut: '- not, although the agreement names it: ',
    never: 'What it does not name: ',
  },
  MS: {
    level: {
      low: '- dengan apa-apa log masuk: ',
      substantial: '- dengan log masuk tahap sederhana juga: ',
      high: '- dengan log masuk tahap tinggi juga: ',
    },
    cut: '- tidak, walaupun dinamakan dalam perjanjian: ',
    never: 'Yang tidak dinamakannya: ',
  },
};
const PURPOSE: Readonly<Record<Language, Record<Purpose, string>>> = {
  EN: {
    SERVICE_DELIVERY: 'For service delivery:',
    LIFE_HEALTH_SAFETY: 'For life, health or safety:',
    PUBLIC_EMERGENCY: 'For a public emergency:',
    PUBLIC_INTEREST: 'For the public interest:',
  },
  MS: {
    SERVICE_DELIVERY: 'Bagi penyampaian perkhidmatan:',
    LIFE_HEALTH_SAFETY: 'Bagi nyawa, kesihatan atau keselamatan:',
    PUBLIC_EMERGENCY: 'Bagi kecemasan awam:',
    PUBLIC_INTEREST: 'Bagi kepentingan awam:',
  },
};

/** The classes that a line lists, by their names in the language. */
function listed(line: string | undefined, start: string, language: Language): DataClass[] {
  if (line === undefined) return [];
  const names = line.slice(start.length).replace(/\.$/, '').split('; ');
  return names.map((name) => {
    const found = DATA_CLASSES.find((each) => CLASS_NAMES[each][language === 'EN' ? 'en' : 'ms'] === name);
    if (found === undefined) throw new Error(`The summary names ${name}, which is no class.`);
    return found;
  });
}

/** What a reader of the text takes to be open for a purpose with a sign-in of a level. */
function readOpen(text: string, purpose: Purpose, assurance: Assurance, language: Language): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(PURPOSE[language][purpose]);
  if (from === -1) return [];
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => !line.startsWith('- '));
  const own = end === -1 ? rest : rest.slice(0, end);
  const levels = ASSURANCE_LEVELS.slice(0, ASSURANCE_LEVELS.indexOf(assurance) + 1);
  return levels
    .flatMap((level) => {
      const start = LINES[language].level[level];
      return listed(
        own.find((line) => line.startsWith(start)),
        start,
        language,
      );
    })
    .toSorted();
}

const agreement = fc.record({
  classes: fc.subarray([...DATA_CLASSES], { minLength: 1 }),
  purposes: fc.subarray([...PURPOSES], { minLength: 1 }),
  population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
  areas: fc.subarray(['MY', '05', '5_5'], { minLength: 1 }),
  dailySubjects: fc.integer({ min: 1, max: 5000 }),
  validUntil: fc.constantFrom(null, '2027-01-01'),
});

/** What is decided about whomever it reaches, at the most. */
function decided(
  classes: readonly DataClass[],
  purpose: Purpose,
  assurance: Assurance,
  population: 'ALL' | 'REFERRED',
): string[] {
  const ground = {
    ...{
      kind: 'AGREEMENT' as const,
      id: 'A-1',
      agency: 'ngo',
      purpose,
      assurance,
      areas: ['05'],
      population,
    },
    ...{ classes: classSet(classes), dailySubjects: 1, incidents: [], consented: 0 },
  };
  return classNames(mostOf(ground)).toSorted();
}

type Drawn = typeof agreement extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf(drawn: Drawn) {
  return {
    ...{ number: 'A-1', agencyCode: 'ngo', providerCode: 'jkm', legalBasis: 'AGREEMENT' as const },
    ...{ state: 'IN_FORCE' as const, pending: null, validFrom: '2026-01-01', ...drawn },
  };
}

const USES = PURPOSES.flatMap((purpose) =>
  ASSURANCE_LEVELS.map((assurance) => [purpose, assurance] as const),
);

test('what the summary says that an agreement opens is what is decided: each class, for each purpose, level and population, in both languages', () => {
  fc.assert(
    fc.property(agreement, fc.constantFrom('EN' as const, 'MS' as const), (drawn, language) => {
      const { classes, purposes, population, areas, dailySubjects, validUntil } = drawn;
      const text = agreementSummary(rowOf(drawn), 'NGO', language);
      const read = USES.map(([purpose, assurance]) => readOpen(text, purpose, assurance, language));
      const expected = USES.map(([purpose, assurance]) =>
        purposes.includes(purpose) ? decided(classes, purpose, assurance, population) : [],
      );

      expect(read).toEqual(expected);
      for (const part of [...areas, String(dailySubjects), '2026-01-01', validUntil ?? ''])
        expect(text).toContain(part);
    }),
    { numRuns: 300 },
  );
});

test('each class is said to be open, cut or not named, once for a purpose, and neither language says less', () => {
  const draw = [
    agreement,
    fc.constantFrom(...PURPOSES),
    fc.constantFrom('EN' as const, 'MS' as const),
  ] as const;
  fc.assert(
    fc.property(...draw, (drawn, purpose, language) => {
      const lines = agreementSummary(rowOf({ ...drawn, purposes: [purpose] }), 'NGO', language).split('\n');
      const of = (start: string) =>
        listed(
          lines.find((line) => line.startsWith(start)),
          start,
          language,
        );
      const { level, cut, never } = LINES[language];

      expect([...Object.values(level), cut, never].flatMap(of).toSorted()).toEqual(
        [...DATA_CLASSES].toSorted(),
      );
    }),
    { numRuns: 100 },
  );
});

test('both languages name population, days and law', () => {
  const drawn: Drawn = {
    ...{ classes: ['area'], purposes: ['PUBLIC_INTEREST'], population: 'REFERRED', areas: ['05'] },
    ...{ dailySubjects: 7, validUntil: null },
  };
  const row = { ...rowOf(drawn), legalBasis: 'ACT_864' as const };
  expect(agreementSummary(row, 'NGO', 'EN').split('\n').slice(0, 3)).toEqual([
    'NGO may read by this agreement, which rests on the Data Sharing Act 2025 (Act 864).',
    'Of whom: households that another agency or they themselves referred and that it accepted, in 05; about at most 7 subjects a day.',
    'From 2026-01-01, without an end.',
  ]);
  expect(agreementSummary(row, 'NGO', 'MS').split('\n').slice(0, 3)).toEqual([
    'NGO boleh membaca melalui perjanjian ini, yang berasaskan Akta Perkongsian Data 2025 (Akta 864).',
    'Tentang siapa: isi rumah yang dirujuk oleh agensi lain atau diri sendiri dan yang diterimanya, di 05; kira-kira paling banyak 7 subjek sehari.',
    'Mulai 2026-01-01, tanpa tarikh tamat.',
  ]);
});
