/** A graph that answers, and what ends it. */
export type Graph<Request, Response> = {
  answer(request: Request): Promise<Response>;
  /** Gives back what it holds; called once, after its last answer. */
  close(): Promise<void>;
};

/**
 * A graph that can be changed for another between requests. A request is answered by the graph that it began with; one that was changed for
 * another is closed after its last answer.
 */
export class ChangingGraph<Request, Response> {
  #now: Held<Request, Response>;
  readonly #onError: (error: unknown) => void;

  /** `onError` is told where an old graph could not be closed. */
  constructor(first: Graph<Request, Response>, onError: (error: unknown) => void = () => {}) {
    this.#now = new Held(first);
    this.#onError = onError;
  }

  answer(request: Request): Promise<Response> {
    return this.#now.answer(request);
  }

  /** From now on the next graph answers; who waits for the last one goes on waiting. */
  change(next: Graph<Request, Response>): void {
    const last = this.#now;
    this.#now = new Held(next);
    last.retire().catch(this.#onError);
  }

  /** Ends the newest graph after its last answer. */
  close(): Promise<void> {
    return this.#now.retire();
  }
}

/** A graph with the number of those who wait for it. */
class Held<Request, Response> {
  readonly #graph: Graph<Request, Response>;
  #waiting = 0;
  #lastAnswered: (() => void) | null = null;

  constructor(graph: Graph<Request, Response>) {
    this.#graph = graph;
  }

  async answer(request: Request): Promise<Response> {
    this.#waiting += 1;
    try {
      return await this.#graph.answer(request);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#lastAnswered?.();
    }
  }

  async retire(): Promise<void> {
    if (this.#waiting > 0)
      await new Promise<void>((resolve) => {
        this.#lastAnswered = resolve;
      });
    await this.#graph.close();
  }
}
