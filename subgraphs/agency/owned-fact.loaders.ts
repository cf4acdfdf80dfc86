import { civilDate } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import type { FactPage, FactSource, OwnedFact, OwnedFactKind } from '@seisi/schema/ground-fact';
import { and, asc, desc, eq, getTableColumns, gt, inArray } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { type AgreementRow, agreements, factEvents, type PostingRow, postings } from './agreement.table.ts';
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
    numbers.length === 0 ? [] : agreementsOfActive(db, numbers),
    ids.length === 0 ? [] : postingsOfActive(db, ids),
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

/** Agreements of agencies that take part: what is suspended or ended holds none, whatever is written. */
function agreementsOfActive(db: Database, numbers: readonly string[]): Promise<AgreementRow[]> {
  return db
    .select(getTableColumns(agreements))
    .from(agreements)
    .innerJoin(agencies, eq(agencies.code, agreements.agencyCode))
    .where(and(inArray(agreements.number, [...numbers]), eq(agencies.status, 'ACTIVE')))
    .execute();
}

function postingsOfActive(db: Database, ids: readonly string[]): Promise<PostingRow[]> {
  return db
    .select(getTableColumns(postings))
    .from(postings)
    .innerJoin(agencies, eq(agencies.code, postings.agencyCode))
    .where(and(inArray(postings.id, [...ids]), eq(agencies.status, 'ACTIVE')))
    .execute();
}

/** What an event names and what is no fact now: it was deleted, a referral was given back, or its agency takes no part. It ended on the day of its newest event. */
function ended(events: readonly EventRow[], known: ReadonlyMap<string, OwnedFact>): FactPage['ended'] {
  const gone = new Map<string, FactPage['ended'][number]>();
  for (const { kind, row, changedAt } of events) {
    const id = kind === 'ACCEPTED_REFERRAL' ? referralFactId(row) : row;
    if (!known.has(id)) gone.set(id, { id, kind, on: civilDate(changedAt.getTime()) });
  }
  return [...gone.values()];
}
