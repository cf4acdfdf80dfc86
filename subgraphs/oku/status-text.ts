import type { NoticeLanguage } from '@seisi/host/notice.table';
import type { OkuCardStatus, OkuRegistrationStatus } from './types.generated.ts';

type Words = readonly [malay: string, english: string];

const REGISTRATION: Readonly<Record<OkuRegistrationStatus, Words>> = {
  UNDER_ASSESSMENT: ['Dalam Penilaian', 'under assessment'],
  REGISTERED: ['Berdaftar', 'registered'],
  REFUSED: ['Ditolak', 'refused'],
  WITHDRAWN: ['Ditarik Balik', 'withdrawn'],
  STRUCK_OFF: ['Dipotong', 'struck off'],
};
const CARD: Readonly<Record<OkuCardStatus | 'NONE', Words>> = {
  ACTIVE: ['Aktif', 'active'],
  EXPIRED: ['Tamat Tempoh', 'expired'],
  LOST: ['Hilang', 'lost'],
  CANCELLED: ['Dibatalkan', 'cancelled'],
  NONE: ['tiada', 'none'],
};

/** What somebody is told whose status was asked for: it goes to the address of the application and nowhere else, and names no disability. */
export function statusText(
  language: NoticeLanguage,
  found: { readonly registration: OkuRegistrationStatus; readonly card: OkuCardStatus | null },
): { readonly subject: string; readonly text: string } {
  const at = language === 'MS' ? 0 : 1;
  const [registration, card] = [REGISTRATION[found.registration][at], CARD[found.card ?? 'NONE'][at]];
  const text =
    language === 'MS'
      ? `Semakan: pendaftaran ${registration}; kad ${card}. Jika bukan anda yang bertanya, hubungi pejabat kebajikan.`
      : `Check: registration ${registration}; card ${card}. If you did not ask, tell the welfare office.`;
  return { subject: 'Seisi: JKM', text };
}
