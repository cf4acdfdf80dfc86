export type RoundsOptions = {
  /** One round; says in a word what an operator must know of it, nothing when all is well. @throws with what failed */
  readonly round: () => Promise<string>;
  /** Between two rounds, in milliseconds. */
  readonly restMs: number;
  /** Before the first one; as between two unless it is said. */
  readonly firstMs?: number;
  /** Told that word, or the kind of a failure, once until it is another. */
  readonly tell: (reason: string) => void;
};

/** Work beside requests: round after round with a rest between them, one at a time, for as long as it is open. */
export class Rounds {
  readonly #options: RoundsOptions;
  #round: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #told = '';

  constructor(options: RoundsOptions) {
    this.#options = options;
    this.#rest(options.firstMs ?? options.restMs);
  }

  /** Whether the round under way is the last. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A round now, behind the one under way. @throws with what failed, of which nobody else is told */
  once(): Promise<void> {
    const round = this.#round.catch(() => {}).then(async () => this.#tell(await this.#options.round()));
    this.#round = round;
    return round;
  }

  /** Ends the round under way, and begins no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#round.catch(() => {});
  }

  #rest(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      void this.once()
        .catch((error: unknown) => this.#tell(reasonOf(error)))
        .then(() => {
          if (!this.#isClosed) this.#rest(this.#options.restMs);
        });
    }, milliseconds);
  }

  #tell(reason: string): void {
    if (reason !== '' && reason !== this.#told) this.#options.tell(reason);
    this.#told = reason;
  }
}

/** A code or a name, never what was to be written. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
