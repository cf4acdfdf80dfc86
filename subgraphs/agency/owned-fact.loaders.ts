import { civilDate } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import type { FactPage, FactSource, OwnedFact, OwnedFactKind } from '@seisi/schema/ground-fact';
import { asc, desc, gt, inArray } from 'drizzle-orm';
import { agreements, factEvents, postings } from './agreement.table.ts';
import { incidents } from './incident.table.ts';
import { agreementFact, incidentFact, postingFact, referralFact, referralFactId } from './owned-fact.ts';
import { referrals } from './referral.table.ts';

const PAGE = 1000;

type EventRow = typeof factEvents.$inferSelect;

/** The facts that this room owns, by their outbox: a page is what the rows named by the next events are now, so an event that is read twice does no harm. */
export const ownedFacts =
  (db: Database): FactSource =>
  async (after) => {
    const events = await db
      .select()
      .from(factEvents)
      .where(gt(factEvents.number, after))
      .orderBy(asc(factEvents.number))
      .limit(PAGE);
    const known = new Map((await factsNamed(db, events)).map((fact) => [fact.id, fact]));
    const cursor = events.at(-1)?.number ?? after;
    return {
      facts: [...known.values()],
      ended: ended(events, known),
      cursor,
      newest: events.length === 0 ? await newestOf(db) : cursor,
      isLast: events.length < PAGE,
    };
  };

async function newestOf(db: Database): Promise<number> {
  const [newest] = await db
    .select({ number: factEvents.number })
    .from(factEvents)
    .orderBy(desc(factEvents.number))
    .limit(1);
  return newest?.number ?? 0;
}

async function factsNamed(db: Database, events: readonly EventRow[]): Promise<OwnedFact[]> {
  const rowsOf = (kind: OwnedFactKind) => [
    ...new Set(events.filter((event) => event.kind === kind).map(({ row }) => row)),
  ];
  const [numbers, ids, keys] = [rowsOf('AGREEMENT'), rowsOf('POSTING'), rowsOf('ACCEPTED_REFERRAL')];
  const declared = rowsOf('INCIDENT');
  const [agreed, posted, referred, going] = await Promise.all([
    numbers.length === 0 ? [] : db.select().from(agreements).where(inArray(agreements.number, numbers)),
    ids.length === 0 ? [] : db.select().from(postings).where(inArray(postings.id, ids)),
    keys.length === 0 ? [] : db.select().from(referrals).where(inArray(referrals.id, keys)),
    declared.length === 0 ? [] : db.select().from(incidents).where(inArray(incidents.id, declared)),
  ]);
  const others = [
    ...agreed.map(agreementFact),
    ...referred.map(referralFact),
    ...going.map(incidentFact),
  ].filter((fact) => fact !== null);
  return [...posted.map(postingFact), ...others];
}

/** What an event names and what is no fact now: it was deleted, or a referral was given back. It ended on the day of its newest event. */
function ended(events: readonly EventRow[], known: ReadonlyMap<string, OwnedFact>): FactPage['ended'] {
  const gone = new Map<string, FactPage['ended'][number]>();
  for (const { kind, row, changedAt } of events) {
    const id = kind === 'ACCEPTED_REFERRAL' ? referralFactId(row) : row;
    if (!known.has(id)) gone.set(id, { id, kind, on: civilDate(changedAt.getTime()) });
  }
  return [...gone.values()];
}
