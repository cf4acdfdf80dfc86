/** How long a connection may take for what, in milliseconds. */
export type Times = {
  /** From the first byte of a request to the last of its body: 408 after it. */
  readonly requestMs: number;
  /** From the first byte of a request to the end of its headers: 408 after it. */
  readonly headersMs: number;
  /** An idle connection is kept. */
  readonly keepAliveMs: number;
  /** Neither side sends anything of a request or its answer: the connection is cut. */
  readonly silenceMs: number;
  /** How often the first two are looked at. */
  readonly lookMs: number;
};

/** Idle connections are kept longer than usual proxies keep theirs (60 s), so that it is never we who close one on which a request is under way. */
export const TIMES: Times = {
  requestMs: 30_000,
  headersMs: 10_000,
  keepAliveMs: 75_000,
  silenceMs: 30_000,
  lookMs: 1_000,
};
