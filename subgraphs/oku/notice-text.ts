import type { Sentences } from '@seisi/host/notice';
import type { OkuNoticeEvent } from './types.generated.ts';

/** What applicants and holders are told, plain and short. Whoever finds the telephone learns a reference and a day, and nothing of a disability. */
export const NOTICE_SENTENCES = {
  RECEIVED: [
    'Permohonan {reference} telah diterima dan sedang dinilai.',
    'The application {reference} was received and is under assessment.',
  ],
  INFORMATION_ASKED: [
    'Permohonan {reference} memerlukan maklumat tambahan selewat-lewatnya {day}. Selepas itu ia disifatkan ditarik balik.',
    'The application {reference} needs more by {day}. After that it counts as withdrawn.',
  ],
  DEEMED_WITHDRAWN: [
    'Permohonan {reference} disifatkan ditarik balik kerana maklumat tidak diterima. Anda boleh memohon semula.',
    'The application {reference} counts as withdrawn, since nothing more came. You may apply again.',
  ],
  REGISTERED: [
    'Permohonan {reference} diluluskan. Kad dihantar selewat-lewatnya {day}.',
    'The application {reference} was approved. The card leaves by {day}.',
  ],
  REFUSED: [
    'Permohonan {reference} ditolak. Daftar masuk atau tanya pejabat kebajikan untuk sebabnya; anda boleh merayu kepada Menteri.',
    'The application {reference} was refused. Sign in or ask the welfare office why; you may appeal to the Minister.',
  ],
  APPEAL_ALLOWED: [
    'Rayuan bagi permohonan {reference} dibenarkan; permohonan diteruskan.',
    'The appeal for the application {reference} was allowed; it goes on.',
  ],
  APPEAL_DISMISSED: [
    'Rayuan bagi permohonan {reference} ditolak. Keputusan ini muktamad; anda boleh memohon semula.',
    'The appeal for the application {reference} was dismissed. This is final; you may apply again.',
  ],
  CARD_SENT: ['Kad anda telah dihantar pada {day}.', 'Your card left on {day}.'],
  RENEWAL_DUE: [
    'Kad anda tamat pada {day}. Perbaharui sebelum itu; daftar masuk atau tanya pejabat kebajikan.',
    'Your card ends on {day}. Renew it before; sign in or ask the welfare office.',
  ],
  STRUCK_OFF: [
    'Pendaftaran anda telah ditamatkan. Serahkan kad kepada pejabat kebajikan.',
    'Your registration has ended. Hand the card back to the welfare office.',
  ],
} as const satisfies Sentences<Exclude<OkuNoticeEvent, 'STATUS_ASKED'>>;
