import type { ApplicationRow } from '../../subgraphs/aid/application.table.ts';
import type { NoticeRow } from '../../subgraphs/aid/notice.table.ts';
import { uuidOf } from './random.ts';

const MINUTE_MILLISECONDS = 60_000;

/** What the applicant was told of an application, of what is written by hand: that it was received, by SMS; and of the decision, by an address that takes nothing. */
export function noticesOf(seed: number, application: ApplicationRow, index: number): NoticeRow[] {
  const { id: applicationId, applicantKey: personKey, status, submittedAt, decidedAt } = application;
  const of = { applicationId, personKey, language: 'MS' } as const;
  const received: NoticeRow = {
    ...{ id: uuidOf(seed, 'notice', index * 2), event: 'SUBMITTED', channel: 'SMS', at: submittedAt },
    ...{ sentAt: new Date(submittedAt.getTime() + MINUTE_MILLISECONDS), failure: null, ...of },
  };
  if (decidedAt === null) return [received];
  const event = status === 'REJECTED' ? 'REJECTED' : 'APPROVED';
  const decided: NoticeRow = {
    ...{ id: uuidOf(seed, 'notice', index * 2 + 1), event, channel: 'EMAIL', at: decidedAt },
    ...{ sentAt: null, failure: 'SMTP_550', ...of },
  };
  return [received, decided];
}
