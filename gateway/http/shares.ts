import { RegistryError } from '@seisi/schema/errors';

/** Lets each viewer hold a few places at a time, so that nobody holds all of them by sending slowly. */
export class Shares {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a place; what it gives is called once, when the place is free again. @throws OVERLOADED where all of one's own are taken */
  take(viewer: string): () => void {
    const held = this.#held.get(viewer) ?? 0;
    if (held >= this.#most)
      throw new RegistryError(
        'OVERLOADED',
        `Send or read at most ${this.#most} documents at a time. Wait until one is done.`,
      );
    this.#held.set(viewer, held + 1);
    return () => this.#leave(viewer);
  }

  #leave(viewer: string): void {
    const left = (this.#held.get(viewer) ?? 1) - 1;
    if (left === 0) this.#held.delete(viewer);
    else this.#held.set(viewer, left);
  }
}
