import { civilDate } from '@seisi/host/context';
import type { HeldFacts, HoldParts } from '@seisi/host/held-facts';
import type { Pulse } from '@seisi/schema/ground-fact';
import { desc, gt } from 'drizzle-orm';
import { copyFacts } from './ground-fact.step.ts';
import { groundFactChanges } from './ground-fact.table.ts';

/** The rooms that own facts of grounds. */
const OWNERS = ['agency'] as const;
/** Under keys that begin so a room keeps facts of grounds between requests: for as long as none changes. */
export const GROUNDS_KEPT = 'facts of grounds ';

const POLL_MILLISECONDS = 250;
const MOST_CHANGES = 1000;

/**
 * Holds the copy of the facts of grounds under a lease: each owner is asked every 250 ms, and at once when the database says that something changed.
 * The copy is as old as the question that was last answered whole.
 */
export function holdFacts(parts: HoldParts): HeldFacts {
  const owners = OWNERS.map((room) => new OwnerCopy(parts, room));
  const copyAll = async () => void (await Promise.all(owners.map((owner) => owner.copy())));
  const tryAll = () => copyAll().catch(() => {});
  const isYoung = () => parts.elapsed() - asOf() < parts.leaseMs;
  const asOf = () => Math.min(...owners.map((owner) => owner.asOf));
  const timer = setInterval(() => void tryAll(), POLL_MILLISECONDS).unref();
  const listening = Promise.all([
    parts.listen('seisi_owned_fact', () => void tryAll()),
    parts.listen('seisi_ground_fact', () => parts.memory.forget(GROUNDS_KEPT)),
  ]).catch(() => {});
  return {
    isFresh: () => isYoung() || tryAll().then(isYoung),
    async pulse(after) {
      if (parts.elapsed() - asOf() >= POLL_MILLISECONDS) await tryAll();
      // Taken before the changes are read: what is copied meanwhile may not be among them.
      const known = Math.min(parts.elapsed(), asOf());
      const changes = await changesAfter(parts, after);
      return { ...changes, age: parts.elapsed() - known };
    },
    ready: copyAll,
    async close() {
      clearInterval(timer);
      await listening;
      await Promise.all(owners.map((owner) => owner.settled()));
    },
  };
}

/** The copy of one owner's facts. */
class OwnerCopy {
  readonly #parts: HoldParts;
  readonly #room: string;
  #copying: Promise<void> | null = null;
  #cursor: number | null = null;
  /** When the question was asked that was last answered whole; all that its owner had committed by then is in the copy. */
  asOf = Number.NEGATIVE_INFINITY;

  constructor(parts: HoldParts, room: string) {
    this.#parts = parts;
    this.#room = room;
  }

  /** One at a time; who comes later waits for the one that is under way, and for no longer than the lease. */
  copy(): Promise<void> {
    this.#copying ??= this.#copy().finally(() => {
      this.#copying = null;
    });
    return withTimeLimit(this.#copying, this.#parts.leaseMs);
  }

  async settled(): Promise<void> {
    await this.#copying?.catch(() => {});
  }

  async #copy(): Promise<void> {
    const asked = this.#parts.elapsed();
    const { db, now, factsOf } = this.#parts;
    const [room, source, today] = [this.#room, factsOf(this.#room), civilDate(now())];
    this.#cursor = await copyFacts({ db, room, source, today, from: this.#cursor });
    this.asOf = asked;
  }
}

/** The newest version, and whom the changes after one concern that may have closed something. */
async function changesAfter({ db }: HoldParts, after: number | null): Promise<Omit<Pulse, 'age'>> {
  if (after === null) {
    const [newest] = await db
      .select({ version: groundFactChanges.version })
      .from(groundFactChanges)
      .orderBy(desc(groundFactChanges.version))
      .limit(1);
    return { version: newest?.version ?? 0, holders: [] };
  }
  const rows = await db
    .select({
      version: groundFactChanges.version,
      holder: groundFactChanges.holder,
      isOpening: groundFactChanges.isOpening,
    })
    .from(groundFactChanges)
    .where(gt(groundFactChanges.version, after))
    .orderBy(desc(groundFactChanges.version))
    .limit(MOST_CHANGES);
  const holders =
    rows.length === MOST_CHANGES
      ? null
      : [...new Set(rows.filter(({ isOpening }) => !isOpening).map(({ holder }) => holder))];
  return { version: rows[0]?.version ?? after, holders };
}

function withTimeLimit(work: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The facts were not told in time.')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
