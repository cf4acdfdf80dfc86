import type { Sentences } from '@seisi/host/notice';
import type { VolunteerNoticeEvent } from './types.generated.ts';

/** What volunteers are told, plain and short: a number and a day, no name and no place. */
export const NOTICE_SENTENCES = {
  RECEIVED: [
    'Permohonan sukarelawan {reference} telah diterima dan akan disemak.',
    'The volunteer application {reference} was received and will be reviewed.',
  ],
  REVIEWED: [
    'Permohonan sukarelawan {reference} telah disemak. Jemputan taklimat akan menyusul.',
    'The volunteer application {reference} was reviewed. An invitation to the induction follows.',
  ],
  INVITED: [
    'Permohonan sukarelawan {reference}: anda dijemput ke taklimat wajib pada {day}. Daftar masuk untuk tempatnya.',
    'Volunteer application {reference}: you are invited to the compulsory induction on {day}. Sign in for the place.',
  ],
  MISSED: [
    'Permohonan sukarelawan {reference}: anda tidak hadir pada {day}. Anda akan dijemput semula.',
    'Volunteer application {reference}: you were not there on {day}. You will be invited again.',
  ],
  CONFIRMED: [
    'Pendaftaran sukarelawan {reference} telah disahkan. Terima kasih.',
    'The volunteer registration {reference} is confirmed. Thank you.',
  ],
  REFUSED: [
    'Permohonan sukarelawan {reference} tidak diterima. Daftar masuk untuk sebabnya; anda boleh memohon semula.',
    'The volunteer application {reference} was not accepted. Sign in for the reason; you may apply again.',
  ],
  DEACTIVATED: [
    'Pendaftaran sukarelawan {reference} kini tidak aktif.',
    'The volunteer registration {reference} is inactive now.',
  ],
  REACTIVATED: [
    'Pendaftaran sukarelawan {reference} aktif semula.',
    'The volunteer registration {reference} is active again.',
  ],
  ASKED: [
    'Sukarelawan {reference}: ada kes yang memerlukan bantuan mulai {day}. Daftar masuk untuk menjawab.',
    'Volunteer {reference}: help is needed from {day} on. Sign in to answer.',
  ],
  MATCHED: [
    'Sukarelawan {reference}: kedua-dua pihak bersetuju untuk {day}. Daftar masuk untuk butirannya.',
    'Volunteer {reference}: both have agreed, from {day} on. Sign in for what you need to know.',
  ],
  RELEASED: [
    'Sukarelawan {reference}: tawaran atau tugasan mulai {day} telah tamat. Daftar masuk untuk maklumat.',
    'Volunteer {reference}: the offer or task from {day} on has ended. Sign in to read more.',
  ],
} as const satisfies Sentences<VolunteerNoticeEvent>;
