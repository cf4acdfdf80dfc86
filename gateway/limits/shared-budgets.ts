import { createHash } from 'node:crypto';
import type { Account, Budgets, Throttle } from '../budgets.ts';
import type { BudgetTable, Settled } from './budget-table.ts';
import { memoryBudgets } from './memory-budgets.ts';

/** What a process admits of an account before it has told the others, as a part of the account's capacity. */
const CREDIT = 0.1;
/** What was admitted is told so often, and a refusal stands as long. */
const TURN_MS = 100;
/** A table that is away is asked so often whether it is there again. */
const AWAY_MS = 1_000;
/** What nobody asked of for so long is forgotten; an overdraft of thirty processes has run back by then. */
const IDLE_MS = 600_000;

type Taken = Awaited<ReturnType<Budgets['take']>>;
type Waiter = {
  readonly points: number;
  readonly account: Account;
  tell(taken: Taken | Promise<Taken>): void;
};

/** What this process knows of one account. */
type Known = {
  readonly key: string;
  readonly allowance: Account['allowance'];
  /** Admitted here, less what was given back, and not told yet. */
  owed: number;
  /** What the table said last, and when; null before it said anything. */
  told: { readonly available: number; readonly at: number } | null;
  waiting: Waiter[];
  usedAt: number;
};

/**
 * Budgets that processes and gateways share. A process admits on credit, a tenth of the account's capacity at the most and never more than the table said was there, and tells the table in
 * the background; beyond that a request waits for one statement, together with all that wait. So whatever N processes do, and whichever are killed, an account
 * is admitted no more than its capacity, what was restored, and N tenths of its capacity. While the table is away each process counts for itself.
 */
export function sharedBudgets(table: BudgetTable, now: () => number): Budgets {
  return new SharedBudgets(table, now);
}

class SharedBudgets implements Budgets {
  readonly #table: BudgetTable;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #timer: NodeJS.Timeout;
  #alone: Budgets | null = null;
  /** What was taken while the table was away is given back where it was taken. */
  readonly #takenAlone = new WeakMap<Account, Budgets>();
  #underWay: Promise<void> | null = null;
  #triedAt = 0;
  #sweptAt: number;

  constructor(table: BudgetTable, now: () => number) {
    this.#table = table;
    this.#now = now;
    this.#sweptAt = now();
    this.#timer = setInterval(() => this.#turn(), TURN_MS).unref();
  }

  take(account: Account, points: number): Promise<Taken> {
    if (this.#alone !== null) return this.#takeAlone(account, points, this.#alone);
    const known = this.#of(account);
    const { owed, told, allowance } = known;
    const credit = CREDIT * allowance.capacity;
    if (owed + points <= Math.min(credit, told?.available ?? credit)) {
      known.owed += points;
      if (known.owed > credit / 2) this.#settle();
      return Promise.resolve({ isTaken: true, throttle: this.#throttle(known) });
    }
    const isNews = told !== null && this.#now() - told.at < TURN_MS;
    if (isNews && points > this.#available(known))
      return Promise.resolve({ isTaken: false, throttle: this.#throttle(known) });
    return new Promise((tell) => {
      known.waiting.push({ points, account, tell });
      this.#settle();
    });
  }

  async refund(account: Account, points: number): Promise<Throttle> {
    const alone = this.#takenAlone.get(account);
    if (alone !== undefined) return alone.refund(account, points);
    const known = this.#of(account);
    known.owed -= points;
    return this.#throttle(known);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
    this.#settle();
    await this.#underWay;
    this.#table.close();
  }

  #takeAlone(account: Account, points: number, alone: Budgets): Promise<Taken> {
    this.#takenAlone.set(account, alone);
    return alone.take(account, points);
  }

  #of({ key, allowance }: Account): Known {
    const known = this.#known.get(key) ?? {
      // Whoever reads the table learns of nobody who asked.
      key: createHash('sha256').update(key).digest('base64url'),
      allowance,
      owed: 0,
      told: null,
      waiting: [],
      usedAt: 0,
    };
    known.usedAt = this.#now();
    this.#known.set(key, known);
    return known;
  }

  #turn(): void {
    const isDue = this.#alone === null || this.#now() - this.#triedAt >= AWAY_MS;
    if (isDue && (this.#alone !== null || this.#unsettled().length > 0)) this.#settle();
    if (this.#now() - this.#sweptAt >= IDLE_MS / 10) this.#sweep();
  }

  #unsettled(): Known[] {
    return [...this.#known.values()].filter(({ owed, waiting }) => owed !== 0 || waiting.length > 0);
  }

  /** One statement at a time, for all accounts; what comes meanwhile goes with the next one. */
  #settle(): void {
    if (this.#underWay !== null) return;
    this.#underWay = this.#settleAll().finally(() => {
      this.#underWay = null;
      if ([...this.#known.values()].some(({ waiting }) => waiting.length > 0)) this.#settle();
    });
  }

  async #settleAll(): Promise<void> {
    // What is asked for in the same turn goes together.
    await Promise.resolve();
    this.#triedAt = this.#now();
    const asked = this.#unsettled().map((known) => ({
      known,
      waiters: known.waiting.splice(0),
      owed: known.owed,
    }));
    const lines = asked.map(({ known: { key, allowance }, waiters, owed }) => ({
      key,
      allowance,
      owed,
      wanted: waiters.reduce((sum, { points }) => sum + points, 0),
    }));
    try {
      const settled = await this.#table.settle(lines);
      this.#alone = null;
      for (const [place, { known, waiters, owed }] of asked.entries()) {
        known.owed -= owed;
        this.#tell(known, waiters, settled[place] as Settled);
      }
    } catch {
      this.#goOnAlone(asked);
    }
  }

  /** Where there is not enough for all who wait, the first ones for whom there is ask again, and at least one is refused. */
  #tell(known: Known, waiters: readonly Waiter[], { isGranted, available }: Settled): void {
    known.told = { available, at: this.#now() };
    let left = available;
    const again: Waiter[] = [];
    for (const waiter of waiters) {
      if (isGranted) waiter.tell({ isTaken: true, throttle: this.#throttle(known) });
      else if (waiter.points <= left) {
        left -= waiter.points;
        again.push(waiter);
      } else waiter.tell({ isTaken: false, throttle: this.#throttle(known) });
    }
    known.waiting.unshift(...again);
  }

  /** Nobody knows whether it was told. What is owed is told again, for twice runs back by itself; what was given back is not. */
  #goOnAlone(asked: readonly { known: Known; waiters: readonly Waiter[]; owed: number }[]): void {
    const alone = this.#alone ?? memoryBudgets(this.#now);
    this.#alone = alone;
    for (const { known, waiters, owed } of asked) {
      known.owed -= Math.min(0, owed);
      for (const { account, points, tell } of [...waiters, ...known.waiting.splice(0)])
        tell(this.#takeAlone(account, points, alone));
    }
    for (const known of this.#known.values())
      for (const { account, points, tell } of known.waiting.splice(0))
        tell(this.#takeAlone(account, points, alone));
  }

  #sweep(): void {
    this.#sweptAt = this.#now();
    for (const [key, { owed, waiting, usedAt }] of this.#known)
      if (owed === 0 && waiting.length === 0 && this.#now() - usedAt >= IDLE_MS) this.#known.delete(key);
    if (this.#alone === null) void this.#table.forgetFull().catch(() => {});
  }

  #available({ owed, told, allowance: { capacity, restoreRate } }: Known): number {
    const restored = told === null ? 0 : (Math.max(0, this.#now() - told.at) / 1000) * restoreRate;
    return Math.min(capacity, (told?.available ?? capacity) + restored - owed);
  }

  #throttle(known: Known): Throttle {
    const { capacity, restoreRate } = known.allowance;
    return {
      maximumAvailable: capacity,
      currentlyAvailable: Math.max(0, Math.floor(this.#available(known))),
      restoreRate,
    };
  }
}
