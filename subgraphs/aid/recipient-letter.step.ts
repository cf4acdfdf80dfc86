import type { Transaction } from '@seisi/host/act';
import { arrayText } from '@seisi/host/hot-read';
import { putOut } from '@seisi/host/outbox';
import { sql } from 'drizzle-orm';
import { outbox } from './outbox.table.ts';
import type { LetterRow } from './recipient-letter.table.ts';
import { LETTER } from './recipient-letter.ts';

/** Errands in one statement. */
const CHUNK = 1000;

type Written = Pick<LetterRow, 'event' | 'writtenOn' | 'dueOn' | 'at'>;
type Made = { readonly id: string; readonly about: string; readonly channel: LetterRow['channel'] };

/**
 * Writes a letter to each of these candidates, in the transaction of the step of which it tells. It goes out as a message too, to every address that they left with their newest application; where they left none, only on
 * paper. Neither the letter nor its errand holds an address.
 */
export async function writeLetters(
  transaction: Transaction,
  ids: readonly string[],
  { event, writtenOn, dueOn, at }: Written,
): Promise<void> {
  if (ids.length === 0) return;
  const made = await transaction.execute<Made>(sql`
    insert into aid.recipient_letter (id, candidate_id, event, channel, language, written_on, due_on, at)
    select gen_random_uuid(), candidate.id, ${event}::aid.letter_event, way.channel::aid.notice_channel, coalesce(contact.language, 'MS'),
           ${writtenOn}::date, ${dueOn}::date, ${at.toISOString()}::timestamptz
      from aid.candidate
      left join lateral (
             select own.phone, own.email, own.language
               from aid.application join aid.application_contact own on own.application_id = application.id
              where application.applicant_key = candidate.person_key
              order by application.submitted_at desc, application.id limit 1) contact on true
     cross join lateral (
             select 'SMS' as channel where contact.phone <> ''
             union all select 'EMAIL' where contact.email <> ''
             union all select 'NONE' where coalesce(contact.phone, '') = '' and coalesce(contact.email, '') = '') way
     where candidate.id = any(${arrayText(ids)}::uuid[])
    returning id, candidate_id as about, channel`);
  const errands = [...made]
    .filter(({ channel }) => channel !== 'NONE')
    .map(({ id, about }) => ({ id, kind: LETTER, about, body: {} }));
  for (let from = 0; from < errands.length; from += CHUNK)
    await putOut(transaction, outbox, errands.slice(from, from + CHUNK), at);
}
