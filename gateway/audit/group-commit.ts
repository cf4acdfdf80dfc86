import { setImmediate as nextTurn } from 'node:timers/promises';

/** How groups are formed, and what is done with one. */
export type GroupSettings<Item, Result> = {
  /** Does all of a group at once: for each item its result or its own failure; rejects where the whole group failed. */
  readonly commit: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>;
  /** What an item takes of the two bounds. */
  readonly weightOf: (item: Item) => number;
  /** A group is closed by the item that reaches this. */
  readonly mostTogether: number;
  /** Beyond this nobody more is let in. */
  readonly mostWaiting: number;
  /** What is told to whoever is not let in. */
  readonly refusal: () => Error;
};

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly weight: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/** While one group is under way the next one gathers; nobody waits for company. One group at a time, in the order of arrival. */
export class GroupCommit<Item, Result> {
  readonly #settings: GroupSettings<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #weight = 0;
  #running: Promise<void> | null = null;
  #isClosed = false;

  constructor(settings: GroupSettings<Item, Result>) {
    this.#settings = settings;
  }

  /** Resolves with the item's result. @throws the refusal at once where too many wait already, or after `close` */
  add(item: Item): Promise<Result> {
    const weight = this.#settings.weightOf(item);
    // What is heavier than the bound is let in when nobody waits: it is not refused for ever.
    const isFull = this.#weight > 0 && this.#weight + weight > this.#settings.mostWaiting;
    if (this.#isClosed || isFull) return Promise.reject(this.#settings.refusal());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, weight, resolve, reject });
      this.#weight += weight;
      this.#running ??= this.#run();
    });
  }

  /** Takes nobody more; resolves when all who were let in have their answer. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Those who come in the same turn of the event loop as the first go with it.
    await nextTurn();
    while (this.#waiting.length > 0) await this.#settle(this.#take());
    this.#running = null;
  }

  #take(): readonly Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    for (const one of this.#waiting) {
      if (weight >= this.#settings.mostTogether) break;
      weight += one.weight;
      count += 1;
    }
    this.#weight -= weight;
    return this.#waiting.splice(0, count);
  }

  async #settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#settings.commit(group.map(({ item }) => item));
      for (const [place, { resolve, reject }] of group.entries()) {
        const result = results[place] as Result | Error;
        if (result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
