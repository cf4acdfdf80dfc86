/** A sentence in both languages, with the reference of what it is about in place of `{about}`. */
type Sentence = readonly [malay: string, english: string];

/** What agencies are told, plain and short: a reference, never a name, number or place of anybody. */
const SENTENCES = {
  AGREEMENT_CONCLUDED: [
    'Perjanjian {about} telah dimeterai dan berkuat kuasa.',
    'The agreement {about} was concluded and is in force.',
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
