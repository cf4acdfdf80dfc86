import type { Transaction } from '@seisi/host/act';
import { awaitDocuments } from '@seisi/host/attached-document.step';
import { civilDate } from '@seisi/host/context';
import { badInput, readDay, readText } from '@seisi/host/read-input';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { type Acting, stepApplication } from './application.step.ts';
import { documents, type OkuDocumentKindName } from './document.table.ts';
import { tellApplicant } from './notice.step.ts';
import type { RequestOkuInformationInput } from './types.generated.ts';

/** What more is needed, and by which day (YYYY-MM-DD). */
export type Wanted = {
  readonly kinds: readonly OkuDocumentKindName[];
  readonly note: string;
  readonly dueOn: string;
};

const MOST_CHARACTERS = 2_000;
/** Nothing says how long a Registrar may give; half a year is our bound against a slip of the pen. */
const MOST_DAYS = 180;

/** @throws BAD_USER_INPUT for no kind, for a text that is none, and a day that is not tomorrow to 180 days on */
export function readWanted(input: RequestOkuInformationInput, today: string): Wanted {
  const kinds = [...new Set(input.kinds)].toSorted();
  if (kinds.length === 0) throw badInput('kinds', 'names one kind or more');
  const dueOn = readDay('dueOn', input.dueOn);
  if (dueOn <= today || dueOn > daysAfter(today, MOST_DAYS))
    throw badInput('dueOn', `is a day from tomorrow to ${MOST_DAYS} days on`);
  return { kinds, note: readText('note', input.note, MOST_CHARACTERS), dueOn };
}

/** Asks for more by a day, or gives another day (Act 685 s.23). @throws STEP_REFUSED where the application is not under assessment, BAD_USER_INPUT where the day is over by now */
export async function requestInformation(
  transaction: Transaction,
  acting: Acting,
  { kinds, note, dueOn }: Wanted,
): Promise<void> {
  const { applicationId, by, at } = acting;
  if (dueOn <= civilDate(at.getTime())) throw badInput('dueOn', 'is over');
  const after = await stepApplication(
    transaction,
    { ...acting, act: 'ASK', note },
    { informationDueOn: dueOn },
  );
  const { personKey } = after;
  await awaitDocuments(transaction, { documents }, { of: applicationId, personKey, by, at }, kinds);
  await tellApplicant(transaction, after, { event: 'INFORMATION_ASKED', day: dueOn, at });
}
