import type { Database } from '@seisi/host/database';
import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { eq } from 'drizzle-orm';
import { people } from './person.table.ts';
import { registerAdapter, unavailable } from './register-adapter.ts';

/** Inland revenue, national registration, road transport (S0). */
const REGISTERS = ['LHDN', 'JPN', 'JPJ'] as const;
/** The one room that may have them asked. */
const ASKER = 'aid';

/** What other departments' registers say of a person, for the room of aid: they are asked with the identity number, which never leaves this room for any other of the house. */
export function registerInquiries({ db, outside }: InquiryParts): Readonly<Record<string, InquiryRule>> {
  return Object.fromEntries(
    REGISTERS.map((register) => {
      const ask = registerAdapter(outside.get(register) ?? null);
      const answer: InquiryRule['answer'] = async (personKey, signal) => {
        const identityNumber = await identityNumberOf(db, personKey);
        return identityNumber === null ? unavailable('NOT_ON_RECORD') : ask(identityNumber, signal);
      };
      return [register, { by: ASKER, answer }] as const;
    }),
  );
}

async function identityNumberOf(db: Database, personKey: string): Promise<string | null> {
  if (!isUuid(personKey)) return null;
  const [found] = await db
    .select({ identityNumber: people.identityNumber })
    .from(people)
    .where(eq(people.key, personKey));
  return found?.identityNumber ?? null;
}
