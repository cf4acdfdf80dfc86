/** What an applicant is told of an application, and the day that belongs to it (`YYYY-MM-DD`). */
export type Told =
  /** By which day documents are awaited; from which an award changes or stops. */
  | { readonly event: 'DOCUMENTS_REQUIRED' | 'AWARD_CHANGED' | 'AWARD_STOPPED'; readonly day: string }
  | {
      readonly event:
        | 'SUBMITTED'
        | 'COMPLETE'
        | 'APPROVED'
        | 'REJECTED'
        | 'LAPSED'
        | 'COMPLETED'
        | 'REOPENED'
        | 'APPEAL_LODGED'
        | 'APPEAL_ALLOWED'
        | 'APPEAL_DISMISSED'
        | 'PAYMENT_RETURNED';
      readonly day?: undefined;
    };

type Language = 'MS' | 'EN';
type Template = (reference: string, day: string) => string;

const LOCALES: Readonly<Record<Language, string>> = { MS: 'ms-MY', EN: 'en-GB' };

/**
 * The notices of S0, plain and short. Whoever finds the telephone learns the reference and the day: no name, no number, no amount, no place, and no
 * scheme. They hold no address to follow, so whatever does is not from here.
 */
const TEMPLATES: Readonly<Record<Language, Readonly<Record<Told['event'], Template>>>> = {
  MS: {
    SUBMITTED: (reference) =>
      `Permohonan ${reference} telah diterima. Simpan nombor rujukan ini untuk menyemak status.`,
    DOCUMENTS_REQUIRED: (reference, day) =>
      `Permohonan ${reference} memerlukan dokumen tambahan selewat-lewatnya ${day}. Selepas itu ia ditolak.`,
    COMPLETE: (reference) => `Permohonan ${reference} telah lengkap dan sedang diproses.`,
    APPROVED: (reference) =>
      `Permohonan ${reference} diluluskan. Anda dimaklumkan apabila bayaran disediakan.`,
    REJECTED: (reference) =>
      `Permohonan ${reference} ditolak. Lihat sebabnya dengan nombor rujukan ini; anda boleh mengemukakan rayuan.`,
    LAPSED: (reference) =>
      `Permohonan ${reference} ditolak kerana tidak dilengkapkan. Anda boleh merayu atau memohon semula.`,
    COMPLETED: (reference) => `Bayaran bagi permohonan ${reference} telah disediakan.`,
    REOPENED: (reference) => `Permohonan ${reference} sedang diproses semula.`,
    APPEAL_LODGED: (reference) =>
      `Rayuan bagi permohonan ${reference} telah dikemukakan dan akan diputuskan.`,
    APPEAL_ALLOWED: (reference) =>
      `Rayuan bagi permohonan ${reference} dibenarkan. Permohonan diproses semula.`,
    APPEAL_DISMISSED: (reference) =>
      `Rayuan bagi permohonan ${reference} ditolak. Lihat sebabnya dengan nombor rujukan ini.`,
    AWARD_CHANGED: (reference, day) =>
      `Bantuan bagi permohonan ${reference} berubah mulai ${day}. Lihat sebabnya dengan nombor rujukan ini.`,
    AWARD_STOPPED: (reference, day) =>
      `Bantuan bagi permohonan ${reference} dihentikan mulai ${day}. Lihat sebabnya dengan nombor rujukan ini.`,
    PAYMENT_RETURNED: (reference) =>
      `Bayaran bagi permohonan ${reference} dikembalikan oleh bank. Sila hubungi pejabat kebajikan anda.`,
  },
  EN: {
    SUBMITTED: (reference) =>
      `Application ${reference} was received. Keep this reference to check its status.`,
    DOCUMENTS_REQUIRED: (reference, day) =>
      `Application ${reference} needs more documents by ${day}. After that day it is refused.`,
    COMPLETE: (reference) => `Application ${reference} is complete and is being processed.`,
    APPROVED: (reference) => `Application ${reference} is approved. You are told when the payment is set up.`,
    REJECTED: (reference) =>
      `Application ${reference} was refused. See the reason by this reference; you may lodge an appeal.`,
    LAPSED: (reference) =>
      `Application ${reference} was refused because it was not completed. You may appeal or apply again.`,
    COMPLETED: (reference) => `The payment for application ${reference} is set up.`,
    REOPENED: (reference) => `Application ${reference} is being processed again.`,
    APPEAL_LODGED: (reference) => `The appeal for application ${reference} is lodged and will be decided.`,
    APPEAL_ALLOWED: (reference) =>
      `The appeal for application ${reference} is allowed. It is being processed again.`,
    APPEAL_DISMISSED: (reference) =>
      `The appeal for application ${reference} is dismissed. See the reason by this reference.`,
    AWARD_CHANGED: (reference, day) =>
      `The aid for application ${reference} changes from ${day}. See the reason by this reference.`,
    AWARD_STOPPED: (reference, day) =>
      `The aid for application ${reference} stops from ${day}. See the reason by this reference.`,
    PAYMENT_RETURNED: (reference) =>
      `The bank returned a payment for application ${reference}. Please ask your welfare office.`,
  },
};

const SUBJECTS: Readonly<Record<Language, (reference: string) => string>> = {
  MS: (reference) => `Permohonan ${reference}`,
  EN: (reference) => `Application ${reference}`,
};

/** What a notice says, in one language. */
export function noticeText(
  language: Language,
  reference: string,
  { event, day }: Told,
): { readonly subject: string; readonly text: string } {
  const said = day === undefined ? '' : dayIn(language, day);
  return {
    subject: SUBJECTS[language](reference),
    text: `Seisi: ${TEMPLATES[language][event](reference, said)}`,
  };
}

/** A civil date in words: `6 Disember 2026`. */
function dayIn(language: Language, day: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
