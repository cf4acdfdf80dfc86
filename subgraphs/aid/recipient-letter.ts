import type { LetterRow } from './recipient-letter.table.ts';

/** The kind of the errands that carry letters as messages. */
export const LETTER = 'letter';

type Language = LetterRow['language'];
type Event = LetterRow['event'];

/** What a letter is about. The amount in whole sen; the day (`YYYY-MM-DD`) is the last for what it asks, null where it asks nothing. */
export type LetterFacts = {
  readonly event: Event;
  readonly programme: string;
  readonly amount: number;
  readonly dueOn: string | null;
};

type Template = (programme: string, amount: string, day: string) => string;

/** What the office prints (S3, 5.1: pemakluman secara bertulis): EFT, or which account, by which day, with a copy of the statement; and where cash waits until when. */
const LETTERS: Readonly<Record<Language, Readonly<Record<Event, Template>>>> = {
  MS: {
    BY_EFT: (programme, amount) =>
      `Tuan/Puan disenaraikan sebagai penerima ${programme}. Bayaran sekali sebanyak ${amount} dibuat secara EFT ke akaun bank yang telah disemak.`,
    ACCOUNT_WANTED: (programme, amount, day) =>
      `Tuan/Puan disenaraikan sebagai penerima ${programme} sebanyak ${amount}. Sila kemukakan maklumat akaun bank beserta salinan penyata akaun kepada Pejabat Daerah selewat-lewatnya ${day}. Jika tidak, bayaran dibuat secara tunai di kaunter.`,
    AT_COUNTER: (programme, amount, day) =>
      `Bayaran ${programme} sebanyak ${amount} sedia dituntut secara tunai di kaunter Pejabat Daerah selewat-lewatnya ${day}. Sila bawa kad pengenalan. Selepas tarikh itu ia disalurkan semula kepada Bendahari Negeri.`,
    UNCLAIMED: (programme, amount) =>
      `Bayaran ${programme} sebanyak ${amount} tidak dituntut dalam tempoh yang ditetapkan dan disalurkan semula kepada Bendahari Negeri.`,
  },
  EN: {
    BY_EFT: (programme, amount) =>
      `You are listed as a recipient of ${programme}. A single payment of ${amount} is made by EFT to the bank account that was checked.`,
    ACCOUNT_WANTED: (programme, amount, day) =>
      `You are listed as a recipient of ${programme}: ${amount}. Please give the District Office your bank account with a copy of its statement by ${day}. Otherwise it is paid in cash at the counter.`,
    AT_COUNTER: (programme, amount, day) =>
      `The payment of ${programme}, ${amount}, may be claimed in cash at the counter of the District Office by ${day}. Please bring your identity card. After that day it goes back to the State Treasurer.`,
    UNCLAIMED: (programme, amount) =>
      `The payment of ${programme}, ${amount}, was not claimed in time and goes back to the State Treasurer.`,
  },
};

/** What goes out as a message: whoever finds the telephone learns a day; no programme, no name, no amount, no place. */
const MESSAGES: Readonly<Record<Language, Readonly<Record<Event, (day: string) => string>>>> = {
  MS: {
    BY_EFT: () => 'Surat makluman dikeluarkan untuk anda. Tiada tindakan diperlukan.',
    ACCOUNT_WANTED: (day) => `Surat makluman dikeluarkan untuk anda. Sila jawab selewat-lewatnya ${day}.`,
    AT_COUNTER: (day) => `Sila hadir ke kaunter pejabat anda selewat-lewatnya ${day}.`,
    UNCLAIMED: () => 'Tempoh untuk hadir ke kaunter telah tamat. Sila hubungi pejabat anda.',
  },
  EN: {
    BY_EFT: () => 'A letter was written to you. Nothing is to be done.',
    ACCOUNT_WANTED: (day) => `A letter was written to you. Please answer it by ${day}.`,
    AT_COUNTER: (day) => `Please come to the counter of your office by ${day}.`,
    UNCLAIMED: () => 'The time to come to the counter is over. Please ask your office.',
  },
};

const SUBJECTS: Readonly<Record<Language, string>> = { MS: 'Makluman', EN: 'Notice' };
const LOCALES: Readonly<Record<Language, string>> = { MS: 'ms-MY', EN: 'en-GB' };

/** What a letter on paper says, in one language. */
export function letterText(language: Language, { event, programme, amount, dueOn }: LetterFacts): string {
  const ringgit = `RM${(amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
  return LETTERS[language][event](programme, ringgit, dayIn(language, dueOn));
}

/** What a message about a letter says, in one language. */
export function letterMessage(
  language: Language,
  event: Event,
  dueOn: string | null,
): { readonly subject: string; readonly text: string } {
  return {
    subject: SUBJECTS[language],
    text: `Seisi: ${MESSAGES[language][event](dayIn(language, dueOn))}`,
  };
}

/** A civil date in words; nothing for none. */
function dayIn(language: Language, day: string | null): string {
  if (day === null) return '';
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
