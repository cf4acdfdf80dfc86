import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { desc, eq } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { applicationContacts } from './application-process.table.ts';
import { candidates } from './candidate.table.ts';
import { type LetterRow, recipientLetters } from './recipient-letter.table.ts';
import { letterMessage } from './recipient-letter.ts';

/** Carries letters as messages, as notices are carried: to where the recipient wants them now, and twice is once. */
export function letterCarrier(sink: MessageSink): Carrier {
  return async ({ id }, db) => {
    const { letter, phone, email } = await letterOf(db, id);
    const to = letter.channel === 'SMS' ? phone : email;
    if (letter.channel === 'NONE' || to === null || to === '') return refused(id, 'NO_ADDRESS');
    const said = letterMessage(letter.language, letter.event, letter.dueOn);
    try {
      await sink.send({ id, channel: letter.channel, to, ...said });
    } catch (error) {
      if (error instanceof MessageRefused) return refused(id, error.code);
      throw error;
    }
    return (transaction, at) =>
      transaction.update(recipientLetters).set({ sentAt: at }).where(eq(recipientLetters.id, id));
  };
}

type Found = {
  readonly letter: LetterRow;
  readonly phone: string | null;
  readonly email: string | null;
};

async function letterOf(db: Statements, id: string): Promise<Found> {
  const { phone, email } = applicationContacts;
  const [found] = await db
    .select({ letter: recipientLetters, phone, email })
    .from(recipientLetters)
    .innerJoin(candidates, eq(candidates.id, recipientLetters.candidateId))
    .leftJoin(applications, eq(applications.applicantKey, candidates.personKey))
    .leftJoin(applicationContacts, eq(applicationContacts.applicationId, applications.id))
    .where(eq(recipientLetters.id, id))
    .orderBy(desc(applications.submittedAt), applications.id)
    .limit(1);
  if (found === undefined) throw new Error('This errand has no letter.');
  return found;
}

function refused(id: string, failure: string): Recorded {
  return (transaction) =>
    transaction.update(recipientLetters).set({ failure }).where(eq(recipientLetters.id, id));
}
