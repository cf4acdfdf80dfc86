import type { NoticeRow } from './notice.table.ts';

/** What is sent. */
export type NoticeText = { readonly subject: string; readonly text: string };

/** A sentence in both languages: the registers do not know which one somebody reads. */
type Sentence = readonly [malay: string, english: string];

const SUBJECT = 'eKasih';

/**
 * The notices of the register, plain and short. Whoever finds the telephone learns that there is something to see: no name, no number, no place, no amount
 * and no status. They hold no address to follow, so whatever does is not from here.
 */
const SENTENCES: Readonly<Record<Exclude<NoticeRow['kind'], 'STATUS_ASKED'>, Sentence>> = {
  PAPER_CONSENT_CONFIRMED: [
    'Satu kebenaran yang anda tandatangani telah direkodkan. Anda boleh menarik baliknya pada bila-bila masa.',
    'A consent that you signed was recorded. You may withdraw it at any time.',
  ],
  REGISTERED: [
    'Permohonan pendaftaran bagi isi rumah anda telah diterima. Jika bukan anda yang memohon, hubungi pejabat daerah.',
    'An application to register your household was received. If you did not ask for it, tell the district office.',
  ],
  CENSUS_NEXT: [
    'Permohonan pendaftaran anda telah disahkan. Pegawai akan melawat untuk bancian dan menunjukkan kad kuasa.',
    'Your registration was confirmed. An officer will visit for the census and show a card of authority.',
  ],
  REGISTRATION_CONFIRMED: [
    'Isi rumah anda telah dibanci dan didaftarkan. Daftar masuk atau tanya pejabat daerah untuk status kemiskinan.',
    'Your household was enumerated and registered. Sign in or ask the district office for its poverty status.',
  ],
  REGISTRATION_REJECTED: [
    'Permohonan pendaftaran anda tidak diterima. Daftar masuk atau tanya pejabat daerah untuk sebabnya; anda boleh memohon semula.',
    'Your registration was not accepted. Sign in or ask the district office why; you may apply again.',
  ],
  UPDATE_DECIDED: [
    'Permohonan kemas kini anda telah diputuskan. Daftar masuk atau tanya pejabat daerah untuk melihatnya.',
    'Your request for an update was decided. Sign in or ask the district office to see it.',
  ],
  MOVED: [
    'Tempat tinggal anda dalam daftar telah diubah. Jika ini tidak benar, hubungi pejabat daerah.',
    'Where you live by the register was changed. If this is not so, tell the district office.',
  ],
  POVERTY_STATUS_CHANGED: [
    'Status kemiskinan isi rumah anda telah berubah. Daftar masuk atau tanya pejabat daerah untuk melihatnya.',
    'The poverty status of your household has changed. Sign in or ask the district office to see it.',
  ],
};

/** What a notice says. */
export function noticeText(kind: keyof typeof SENTENCES): NoticeText {
  return said(SENTENCES[kind]);
}

type Registration = 'NEW' | 'UNDER_CENSUS' | 'CONFIRMED' | 'REJECTED';
type Poverty = 'HARDCORE_POOR' | 'POOR' | 'EXITED';

/** The four statuses of S2, and the three of the assessment. */
const REGISTRATION: Readonly<Record<Registration, Sentence>> = {
  NEW: ['Baru/Daftar Terbuka', 'new'],
  UNDER_CENSUS: ['Disemak', 'under census'],
  CONFIRMED: ['Disahkan', 'confirmed'],
  REJECTED: ['Ditolak', 'rejected'],
};
const POVERTY: Readonly<Record<Poverty, Sentence>> = {
  HARDCORE_POOR: ['Miskin Tegar', 'hardcore poor'],
  POOR: ['Miskin', 'poor'],
  EXITED: ['Terkeluar', 'exited'],
};

/** What the register says of somebody's home; null where they are in none, or where it was never assessed. */
export type StatusFound = { readonly registration: Registration; readonly poverty: Poverty | null };

/** What somebody is told whose status was asked for: it goes to the address that the register has, and nowhere else. */
export function statusText(found: StatusFound | null): NoticeText {
  if (found === null)
    return said([
      'Semakan: anda tidak berada dalam mana-mana isi rumah berdaftar.',
      'Check: you are in no registered household.',
    ]);
  const [malay, english] = REGISTRATION[found.registration];
  const [miskin, poor] = found.poverty === null ? ['belum dinilai', 'not assessed'] : POVERTY[found.poverty];
  return said([
    `Semakan: pendaftaran ${malay}; status kemiskinan ${miskin}. Jika bukan anda yang bertanya, hubungi pejabat daerah.`,
    `Check: registration ${english}; poverty status ${poor}. If you did not ask, tell the district office.`,
  ]);
}

function said([malay, english]: Sentence): NoticeText {
  return { subject: SUBJECT, text: `Seisi: ${malay} / ${english}` };
}
