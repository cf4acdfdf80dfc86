import { RegistryError } from '@seisi/schema/errors';

/** How much is answered at a time, and who may wait for it. */
export type AdmissionSettings = {
  /** Requests that are being answered. */
  readonly most: number;
  /** Requests that wait for one of them to end. */
  readonly mostWaiting: number;
  /** For how long one waits, in milliseconds. */
  readonly patienceMs: number;
};

/** Who goes first: people at a screen or a phone before machines that ask again by themselves, and those before whoever shows no token. */
export const PRIORITIES = ['PERSON', 'CLIENT', 'ANONYMOUS'] as const;
export type Priority = (typeof PRIORITIES)[number];

const NEVER = new AbortController().signal;

type Waiting = { readonly enter: () => void; readonly refuse: () => void };

/**
 * Lets in as many as can be answered well. Beyond capacity each request more would make all of them slower until none is in time; so a few wait, whoever
 * comes beyond them is refused at once, and a person waits before a machine.
 */
export class Admission {
  readonly #settings: AdmissionSettings;
  readonly #waiting = new Map<Priority, Set<Waiting>>(PRIORITIES.map((priority) => [priority, new Set()]));
  #answering = 0;
  #count = 0;

  readonly #most: () => number;

  /** `most` says how many at the moment, and never more than the settings. */
  constructor(settings: AdmissionSettings, most: () => number = () => settings.most) {
    this.#settings = settings;
    this.#most = most;
  }

  /**
   * Resolves when the request may be answered; what it gives is called once, when that is done.
   * @throws OVERLOADED where too many wait, where one with a right to go first takes the place, and after the patience; the signal's reason where it ends meanwhile
   */
  async enter(priority: Priority, signal: AbortSignal = NEVER): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#answering >= this.#most()) await this.#wait(priority, signal);
    else this.#answering += 1;
    let isOver = false;
    return () => {
      if (!isOver) this.#leave();
      isOver = true;
    };
  }

  /** Refuses where not even a person could wait: before anything is asked of whoever comes. @throws OVERLOADED */
  refuseIfFull(): void {
    if (this.isFull) throw overloaded();
  }

  /** Whether not even a person could wait. */
  get isFull(): boolean {
    if (this.#answering < this.#most() || this.#count < this.#settings.mostWaiting) return false;
    return PRIORITIES.slice(1).every((later) => this.#waiting.get(later)?.size === 0);
  }

  async #wait(priority: Priority, signal: AbortSignal): Promise<void> {
    if (this.#count >= this.#settings.mostWaiting && !this.#displace(priority)) throw overloaded();
    let patience: NodeJS.Timeout | undefined;
    let go = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        const waiting = { enter: resolve, refuse: () => reject(overloaded()) };
        this.#waiting.get(priority)?.add(waiting);
        this.#count += 1;
        go = () => {
          this.#remove(priority, waiting);
          reject(signal.reason);
        };
        signal.addEventListener('abort', go, { once: true });
        patience = setTimeout(() => {
          this.#remove(priority, waiting);
          waiting.refuse();
        }, this.#settings.patienceMs);
      });
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', go);
    }
  }

  /** Whoever is done makes room for those who wait, the first of those who go first before the others. */
  #leave(): void {
    this.#answering -= 1;
    for (const priority of PRIORITIES)
      for (const first of this.#waiting.get(priority) ?? []) {
        if (this.#answering >= this.#most()) return;
        this.#remove(priority, first);
        this.#answering += 1;
        first.enter();
      }
  }

  /** Refuses the last who came of those who go last, if they go after this one. */
  #displace(priority: Priority): boolean {
    const after = PRIORITIES.slice(PRIORITIES.indexOf(priority) + 1).reverse();
    for (const later of after) {
      const last = [...(this.#waiting.get(later) ?? [])].at(-1);
      if (last === undefined) continue;
      this.#remove(later, last);
      last.refuse();
      return true;
    }
    return false;
  }

  #remove(priority: Priority, waiting: Waiting): void {
    if (this.#waiting.get(priority)?.delete(waiting) === true) this.#count -= 1;
  }
}

function overloaded(): RegistryError {
  return new RegistryError(
    'OVERLOADED',
    'More is asked than can be answered now. Ask again after the seconds that `Retry-After` says.',
  );
}
