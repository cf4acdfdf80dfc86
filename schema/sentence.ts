import { CLASS_NAMES } from './class-names.ts';
import { isDataClass } from './classes.ts';
import type { WithheldReason } from './errors.ts';

/** The same thing said in English and in Malay, the official language. */
export type Sentence = { readonly en: string; readonly ms: string };

/** How it is said with the class at stake, `{class}`, and without one. */
type Said = { readonly ofClass: Sentence; readonly plain: Sentence };

/** Why a field is open or withheld (access §5), for people to read. A closed table: a reason without its sentences does not compile. */
const SENTENCES: Readonly<Record<WithheldReason | 'OPEN', Said>> = {
  OPEN: {
    ofClass: {
      en: 'The ground of this request opens the data class “{class}”, for the subjects that it reaches.',
      ms: 'Asas permintaan ini membuka kelas data “{class}”, bagi subjek dalam capaiannya.',
    },
    plain: {
      en: 'This field has no data class and is open to this request.',
      ms: 'Medan ini tiada kelas data dan terbuka kepada permintaan ini.',
    },
  },
  CLASS_NOT_IN_BASIS: {
    ofClass: {
      en: 'The ground of this request does not open the data class “{class}”.',
      ms: 'Asas permintaan ini tidak membuka kelas data “{class}”.',
    },
    plain: {
      en: 'The ground of this request does not open this field, what it is given, or anything asked below it.',
      ms: 'Asas permintaan ini tidak membuka medan ini, hujah yang diberi kepadanya, atau apa-apa yang diminta di bawahnya.',
    },
  },
  PURPOSE: {
    ofClass: {
      en: 'The purpose of this request does not extend to the data class “{class}”.',
      ms: 'Tujuan permintaan ini tidak meliputi kelas data “{class}”.',
    },
    plain: {
      en: 'The purpose of this request does not extend to this field.',
      ms: 'Tujuan permintaan ini tidak meliputi medan ini.',
    },
  },
  ASSURANCE: {
    ofClass: {
      en: 'The data class “{class}” asks for a higher level of assurance than this sign-in has.',
      ms: 'Kelas data “{class}” memerlukan tahap jaminan yang lebih tinggi daripada log masuk ini.',
    },
    plain: {
      en: 'This field asks for a higher level of assurance than this sign-in has.',
      ms: 'Medan ini memerlukan tahap jaminan yang lebih tinggi daripada log masuk ini.',
    },
  },
  NOT_FOR_THIS_SUBJECT: {
    ofClass: {
      en: 'The ground of this request does not open the data class “{class}” of this subject.',
      ms: 'Asas permintaan ini tidak membuka kelas data “{class}” bagi subjek ini.',
    },
    plain: {
      en: 'The ground of this request does not open this field of this subject.',
      ms: 'Asas permintaan ini tidak membuka medan ini bagi subjek ini.',
    },
  },
  SOURCE_UNAVAILABLE: {
    ofClass: {
      en: 'The register of grounds did not answer: whether the data class “{class}” is open is unknown.',
      ms: 'Daftar asas tidak memberi jawapan: sama ada kelas data “{class}” terbuka tidak diketahui.',
    },
    plain: {
      en: 'The register of grounds did not answer: whether this field is open is unknown.',
      ms: 'Daftar asas tidak memberi jawapan: sama ada medan ini terbuka tidak diketahui.',
    },
  },
};

/** The sentence of a reason, null for an open field, about a class or about no class in particular. */
export function sentenceOf(reason: WithheldReason | null, dataClass: string | null): Sentence {
  const { ofClass, plain } = SENTENCES[reason ?? 'OPEN'];
  if (dataClass === null || !isDataClass(dataClass)) return plain;
  const name = CLASS_NAMES[dataClass];
  return {
    en: ofClass.en.replace('{class}', () => name.en),
    ms: ofClass.ms.replace('{class}', () => name.ms),
  };
}
