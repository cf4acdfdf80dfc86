import type { Sentences } from '@seisi/host/notice';
import type { PassRenewalAct } from './types.generated.ts';

/** What employers are told, plain and short: a reference, and nothing of a worker. */
export const NOTICE_SENTENCES = {
  SUBMIT: ['Permohonan {reference} telah diterima.', 'The application {reference} was received.'],
  RETURN: [
    'Permohonan {reference} tidak lengkap. Daftar masuk untuk melihat yang kurang.',
    'The application {reference} is incomplete. Sign in to see what is missing.',
  ],
  CHECK: ['Permohonan {reference} telah disemak.', 'The application {reference} was checked.'],
  ASK_LEVY: [
    'Levi bagi permohonan {reference} perlu dibayar.',
    'The levy of the application {reference} is to be paid.',
  ],
  PAY: ['Permohonan {reference} diluluskan.', 'The application {reference} was approved.'],
  ISSUE: [
    'Pas bagi permohonan {reference} telah dikeluarkan.',
    'The pass of the application {reference} was issued.',
  ],
  REJECT: [
    'Permohonan {reference} ditolak. Daftar masuk untuk melihat sebabnya.',
    'The application {reference} was rejected. Sign in to see why.',
  ],
  CANCEL: ['Permohonan {reference} dibatalkan.', 'The application {reference} was cancelled.'],
} as const satisfies Sentences<PassRenewalAct>;
