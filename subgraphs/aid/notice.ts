import type { ApplicationAct } from './application.ts';
import type { Told } from './notice-text.ts';
import type { NoticeStatus } from './types.generated.ts';

/** The kind of the errands that carry notices. */
export const NOTICE = 'notice';

/** What became of a notice. What was refused and what has no address an officer must tell. */
export function noticeStatus(notice: {
  readonly channel: 'SMS' | 'EMAIL' | 'NONE';
  readonly sentAt: Date | null;
  readonly failure: string | null;
}): NoticeStatus {
  if (notice.sentAt !== null) return 'SENT';
  if (notice.channel === 'NONE') return 'NO_ADDRESS';
  return notice.failure === null ? 'WAITING' : 'REFUSED';
}

/** What a step of an application tells its applicant (S0: at every change of status); the day is the last for documents. */
export function toldOf(act: Exclude<ApplicationAct, 'SUBMIT'>, documentsDueOn: string | null): Told {
  switch (act) {
    case 'ASK_FOR_DOCUMENTS':
      if (documentsDueOn === null) throw new Error('Documents are asked for without a last day.');
      return { event: 'DOCUMENTS_REQUIRED', day: documentsDueOn };
    case 'COMPLETE':
      return { event: 'COMPLETE' };
    case 'LAPSE':
      return { event: 'LAPSED' };
    case 'APPROVE':
      return { event: 'APPROVED' };
    case 'REJECT':
      return { event: 'REJECTED' };
    case 'SETTLE':
      return { event: 'COMPLETED' };
    // Only an appeal that is allowed reopens.
    case 'REOPEN':
      return { event: 'APPEAL_ALLOWED' };
    default:
      return act satisfies never;
  }
}
