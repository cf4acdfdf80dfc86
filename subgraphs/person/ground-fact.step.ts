import type { Database } from '@seisi/host/database';
import { type FactPage, type FactSource, OWNED_FACT_KINDS, type OwnedFact } from '@seisi/schema/ground-fact';
import { and, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { factSources, groundFacts } from './ground-fact.table.ts';

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What an owner says of a fact; the rest is not for owners to say. */
const TOLD = [
  'other',
  'agency',
  'subjectKey',
  'areas',
  'classes',
  'purposes',
  'legalBasis',
  'population',
  'dailySubjects',
  'agencies',
  'declaredBy',
  'startsAt',
  'endsAt',
  'validFrom',
  'validUntil',
] as const satisfies readonly (keyof OwnedFact)[];

/** Whose facts are copied, where to, and the civil date by the clock of whoever decides by them. */
export type Copying = {
  readonly db: Database;
  readonly room: string;
  readonly source: FactSource;
  readonly today: string;
  /** Where the copy stands; null where that is not known. */
  readonly from: number | null;
};

type Taken = Pick<Copying, 'room' | 'today'> & { readonly after: number; readonly page: FactPage };

/**
 * Copies what an owner has changed since the last time, page by page, to the end. Gives where the copy stands then.
 * Rejects where the owner or the database fails; what was taken before stays taken.
 */
export async function copyFacts({ db, room, source, today, from }: Copying): Promise<number> {
  let after = from ?? (await cursorOf(db, room));
  for (;;) {
    const page = await source(after);
    if (page.newest < after)
      throw new Error(`The room ${room} has lost changes that it told: its facts cannot be relied on.`);
    const taken =
      page.cursor <= after ||
      (await db.transaction((transaction) => take(transaction, { room, after, today, page })));
    // Overtaken by another process: what it took is where the next page begins.
    after = taken ? Math.max(after, page.cursor) : await cursorOf(db, room);
    if (taken && page.isLast) return after;
  }
}

async function cursorOf(db: Database, room: string): Promise<number> {
  const [found] = await db
    .select({ cursor: factSources.cursor })
    .from(factSources)
    .where(eq(factSources.room, room));
  return found?.cursor ?? 0;
}

/** Takes a page where the copy still stands at its beginning. Otherwise another process was faster, and may have newer facts than these. */
async function take(transaction: Transaction, { room, after, today, page }: Taken): Promise<boolean> {
  await transaction.insert(factSources).values({ room, cursor: 0 }).onConflictDoNothing();
  const moved = await transaction
    .update(factSources)
    .set({ cursor: page.cursor })
    .where(and(eq(factSources.room, room), eq(factSources.cursor, after)))
    .returning();
  if (moved.length === 0) return false;
  await endMoved(transaction, page.facts);
  await keep(transaction, page.facts);
  for (const { id, kind, on } of page.ended) {
    // What ended has ended here too, though the owner's clock may already show another day.
    const day = on < today ? on : today;
    const isOpen = or(isNull(groundFacts.validUntil), gt(groundFacts.validUntil, day));
    await transaction
      .update(groundFacts)
      .set({ validUntil: day })
      .where(and(eq(groundFacts.id, id), eq(groundFacts.kind, kind), isOpen));
  }
  return true;
}

/** One fact serves one holder for ever. Where its owner now names another one it has ended, and opens nothing to the new one either. */
async function endMoved(transaction: Transaction, facts: readonly OwnedFact[]): Promise<void> {
  for (const { id, holder, kind, validFrom } of facts) {
    const isOther = sql`(${groundFacts.kind} <> ${kind} or ${groundFacts.holder} is distinct from ${holder})`;
    const isOwned = inArray(groundFacts.kind, [...OWNED_FACT_KINDS]);
    await transaction
      .update(groundFacts)
      .set({ validUntil: sql`least(${groundFacts.validFrom}, ${validFrom}::date)` })
      .where(and(eq(groundFacts.id, id), isOwned, isOther));
  }
}

/** New facts, and those that say something else than before; only these are logged as changed. */
async function keep(transaction: Transaction, facts: readonly OwnedFact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({
    ...fact,
    areas: [...fact.areas],
    classes: [...fact.classes],
    purposes: [...fact.purposes],
    agencies: [...fact.agencies],
    declaredBy: [...fact.declaredBy],
    startsAt: fact.startsAt === null ? null : new Date(fact.startsAt),
    endsAt: fact.endsAt === null ? null : new Date(fact.endsAt),
  }));
  await transaction
    .insert(groundFacts)
    .values(rows)
    .onConflictDoUpdate({
      target: groundFacts.id,
      set: Object.fromEntries(TOLD.map((name) => [name, excluded(name)])),
      setWhere: sql`${groundFacts.kind} = excluded.kind and ${groundFacts.holder} is not distinct from excluded.holder
        and (${list(TOLD.map((name) => sql`${groundFacts[name]}`))}) is distinct from (${list(TOLD.map(excluded))})`,
    });
}

function excluded(name: (typeof TOLD)[number]): SQL {
  return sql.raw(`excluded.${toSnakeCase(name)}`);
}

function list(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql`, `);
}
