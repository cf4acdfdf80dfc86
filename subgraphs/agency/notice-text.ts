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
