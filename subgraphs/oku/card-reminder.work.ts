import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { daysAfter } from '@seisi/schema/calendar/civil-day';
import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import { reminderDue, ruleOn } from './card.ts';
import { cardReminders } from './card-reminder.table.ts';
import { type CardRuleRow, cardRules } from './card-rule.table.ts';
import { tellHolder } from './notice.step.ts';
import { cards, registrations } from './registration.table.ts';

type CardRemindersOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once: how many holders were told. */
export type CardRemindersWork = Work & { turn(): Promise<number> };

const INTERVAL_MILLISECONDS = 300_000;
/** How many in one transaction; the next round takes the rest. */
const PAGE = 200;
/** Of many processes one at a time reminds. */
const LOCK = 5_071_421;

/** Reminds holders twice that their card ends, each reminder once, for as long as it is open. Any number may run. */
export function openCardReminders({
  databaseUrl,
  now,
  onNotice,
  intervalMs,
}: CardRemindersOptions): CardRemindersWork {
  const database = openDatabase(databaseUrl);
  let told = 0;
  const rounds = new Rounds({
    round: async () => {
      told = await database.quiet.transaction((transaction) => remind(transaction, new Date(now())));
      return '';
    },
    restMs: intervalMs ?? INTERVAL_MILLISECONDS,
    tell: (reason) => onNotice(`Holders are not reminded that their cards end: ${reason}`),
  });
  return {
    turn: async () => {
      await rounds.once();
      return told;
    },
    close: async () => {
      await rounds.close();
      await database.close();
    },
  };
}

async function remind(transaction: Transaction, at: Date): Promise<number> {
  const [lock] = await transaction.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${LOCK}) as held`,
  );
  if (lock?.held !== true) return 0;
  const today = civilDate(at.getTime());
  const rule = ruleOn(await transaction.select().from(cardRules), today);
  let told = 0;
  for (const nth of [1, 2] as const) told += await remindOf(transaction, { nth, rule, today, at });
  return told;
}

type Reminder = {
  readonly nth: 1 | 2;
  readonly rule: CardRuleRow;
  readonly today: string;
  readonly at: Date;
};

async function remindOf(transaction: Transaction, { nth, rule, today, at }: Reminder): Promise<number> {
  const days = nth === 1 ? rule.firstReminderDays : rule.secondReminderDays;
  const due = await transaction
    .select({ card: cards, entry: registrations })
    .from(cards)
    .innerJoin(registrations, eq(registrations.id, cards.registrationId))
    .where(
      and(
        gte(cards.expiresOn, today),
        lte(cards.expiresOn, daysAfter(today, days)),
        isNull(cards.cancelledOn),
        isNull(cards.lostOn),
        eq(registrations.status, 'REGISTERED'),
        sql`not exists (select 1 from ${cardReminders} where ${cardReminders.cardId} = ${cards.id} and ${cardReminders.nth} = ${nth})`,
      ),
    )
    .limit(PAGE);
  let told = 0;
  for (const { card, entry } of due) {
    await transaction.insert(cardReminders).values({ cardId: card.id, nth, at });
    // Where the second is due already, the first is written down and not sent.
    if (reminderDue(card, rule, today) !== nth) continue;
    await tellHolder(transaction, entry, { event: 'RENEWAL_DUE', day: card.expiresOn, at });
    told += 1;
  }
  return told;
}
