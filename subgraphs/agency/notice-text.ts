/** A sentence in both languages, with the reference of what it is about in place of `{about}`. */
type Sentence = readonly [malay: string, english: string];

/** What agencies are told, plain and short: a reference, never a name, number or place of anybody. */
const SENTENCES = {
  AGREEMENT_CONCLUDED: [
    'Perjanjian {about} telah dimeterai dan berkuat kuasa.',
    'The agreement {about} was concluded and is in force.',
  ],
  INCIDENT_ACTIVATED: [
    'Kejadian {about} telah diaktifkan dan menamakan agensi anda.',
    'The incident {about} was activated and names your agency.',
  ],
  INCIDENT_HANDED_OVER: [
    'Kejadian {about} diserahkan kepada agensi anda; pegawai anda perlu mengambil alih.',
    'The incident {about} is handed over to your agency; your officer is to take it over.',
  ],
  INCIDENT_ENDED: [
    'Kejadian {about} tidak lagi membuka maklumat.',
    'The incident {about} opens nothing any more.',
  ],
  AGREEMENT_CHANGED: [
    'Perjanjian {about} telah diubah, digantung atau ditamatkan; lihat perjanjian itu.',
    'The agreement {about} was changed, suspended or ended; see the agreement.',
  ],
  REFERRAL_SENT: [
    'Rujukan {about} dihantar kepada agensi anda; terima atau kembalikan dalam tempohnya.',
    'The referral {about} was sent to your agency; accept or return it in time.',
  ],
  REFERRAL_OVERDUE: [
    'Rujukan {about} belum dijawab dalam tempohnya.',
    'The referral {about} was not answered in time.',
  ],
  REFERRAL_CHANGED: [
    'Status rujukan {about} telah berubah.',
    'The status of the referral {about} has changed.',
  ],
  BREACH_REPORTED: [
    'Pelanggaran data {about} dilaporkan berkenaan perjanjian anda.',
    'The breach {about} was reported about an agreement of yours.',
  ],
  SHARING_ASKED: [
    'Permohonan perkongsian data {about} diterima. Jawapan perlu diberi dalam 14 hari.',
    'The request to share data {about} was received. It is to be answered within 14 days.',
  ],
  SHARING_EXTENDED: [
    'Jawapan kepada permohonan {about} dilanjutkan; sebab dan tarikhnya ada dalam permohonan.',
    'The answer to the request {about} takes longer; why and until when stands in the request.',
  ],
  SHARING_DECIDED: ['Permohonan {about} telah diputuskan.', 'The request {about} was decided.'],
  SHARING_OVERDUE: [
    'Permohonan {about} belum dijawab dalam tempohnya.',
    'The request {about} was not answered in time.',
  ],
  AGENCY_ADMITTED: [
    'Organisasi anda kini agensi {about} dalam Seisi.',
    'Your organisation takes part in Seisi as the agency {about}.',
  ],
  AGENCY_SUSPENDED: [
    'Agensi {about} digantung; perjanjian dan penempatannya tidak membuka apa-apa.',
    'The agency {about} is suspended; its agreements and postings open nothing.',
  ],
  AGENCY_RESUMED: ['Agensi {about} aktif semula.', 'The agency {about} takes part again.'],
  AGENCY_ENDED: ['Penyertaan agensi {about} telah ditamatkan.', 'The agency {about} takes part no more.'],
} as const satisfies Readonly<Record<string, Sentence>>;

export type NoticeKind = keyof typeof SENTENCES;

/** What a notice says. */
export function noticeText(
  kind: NoticeKind,
  about: string,
): { readonly subject: string; readonly text: string } {
  const [malay, english] = SENTENCES[kind].map((sentence) => sentence.replaceAll('{about}', () => about));
  return { subject: `Seisi: ${about}`, text: `${malay} / ${english}` };
}
