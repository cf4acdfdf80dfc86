import { keysOf } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { eq, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { among, NEWEST_FIRST } from './registration.loaders.ts';
import { cards, registrations } from './registration.table.ts';

const REGISTRATION = jsonRow(registrations);
const CARD = jsonRow(cards);

/** A registration as the statement writes it, and its card. */
type Line = readonly [registration: readonly unknown[], card: readonly unknown[] | null];

const NOTHING = sql`null`;

const NEWEST_CARD = sql`case when ${among(registrations.personKey, sql.placeholder('carded'))} then
  (select ${CARD.written} from ${cards} where ${eq(cards.registrationId, registrations.id)}
    order by ${sql.join([...NEWEST_FIRST], sql`, `)} limit 1) end`;

const statementOf = perArguments((variant: { readonly card: boolean }) =>
  hotQuery<'keys' | 'carded'>(
    sql`select ${registrations.personKey}, json_build_array(${REGISTRATION.written}, ${variant.card ? NEWEST_CARD : NOTHING})
      from ${registrations} where ${among(registrations.personKey, sql.placeholder('keys'))}`,
    { keys: ['keys'], narrowing: ['carded'] },
  ),
);

/** Reads in one statement the registration of each person, with the card issued last. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const asked = ahead.ofSubjects('Person', 'okuRegistration');
  const keys = keysOf(asked);
  if (keys.length === 0) return;
  const below = (name: string) => keysOf(asked.flatMap((each) => each.below('OkuRegistration', name)));
  const carded = new Set([...below('card'), ...below('cardStatus')]);
  const statement = statementOf({ card: carded.size > 0 });
  const rows = await statement(read, { keys, carded: [...carded] });
  for (const [, text] of rows) {
    const [registration, card] = JSON.parse(text ?? '') as Line;
    const row = REGISTRATION.read(registration);
    loaders.registrationByPerson.prime(row.personKey, row);
    if (carded.has(row.personKey))
      loaders.newestCardByRegistration.prime(row.id, card === null ? null : CARD.read(card));
  }
  // Those who were not found, for a loader keeps what it was given first.
  for (const key of keys) loaders.registrationByPerson.prime(key, null);
}
