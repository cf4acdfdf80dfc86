/** What an answer relies on: the facts of grounds as they stood from a version on. */
export type Reliance = {
  readonly since: number;
  /** Whose facts they are: the officer's or the agency's, and those of nobody in particular (seals). Null: anyone's. */
  readonly holder: string | null;
  /** When something of it ends by the clock at the latest: an incident, or the civil day with which postings and agreements end. Milliseconds of the epoch. */
  readonly until: number;
};

/** What this process knows of the facts of grounds, for as long as it is known to be younger than a second (access §3). */
export type Lease = {
  /** The newest version; null where what is known is too old, and cannot be made new. */
  version(signal: AbortSignal): Promise<number | null>;
  /** Whether nothing that is relied on has changed; what is known is made new first, if it is too old. */
  stands(reliance: Reliance, signal: AbortSignal): Promise<boolean>;
  /** The same by what is known at this instant. */
  standsNow(reliance: Reliance): boolean;
  close(): void;
};

/** Of a graph in which nothing is decided by grounds. */
export const NO_LEASE: Lease = Object.freeze({
  version: async () => 0,
  stands: async () => true,
  standsNow: () => true,
  close: () => {},
});
