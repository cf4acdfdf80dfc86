import type { Purpose, ViewerKind } from '@seisi/schema/viewer';
import type { Planned } from '../request.ts';

/** Who asked: the kind, nobody, or somebody whose token named nobody. */
export type AskedBy = ViewerKind | 'ANONYMOUS' | 'UNVERIFIED';

/** How a request ended, as its client saw it. */
export type Outcome = 'answered' | 'partial' | 'refused' | 'failed' | 'cut';

/** A part of a request's way, in milliseconds of the process's own clock (`performance.now()`). */
export type Part = { readonly name: string; readonly from: number; readonly to: number };

/** A call to a room; `failure` is the kind of its error, or a code of the closed table that it answered with. */
export type RoomCall = Part & {
  readonly failure: string | null;
  /** Whether it is one of the plan's; others look for the ground of the request. */
  readonly isPlanned: boolean;
  /** How many objects it answered. */
  readonly rows: number;
  /** Those that it began, where the room is in this process and statements are traced. */
  readonly statements: readonly Part[];
};

/**
 * All that is seen of one request: what metrics, logs and traces are made from, and nothing else. Every text of it is a word of ours or of the graph,
 * a code that the register of grounds told, a hash of a shape, or an id that was made here; none comes from a client.
 */
export type Seen = {
  /** Made here; null where it was refused before it had one. */
  readonly request: string | null;
  /** When it came, in milliseconds of the process's own clock. */
  readonly from: number;
  readonly to: number;
  readonly status: number;
  readonly outcome: Outcome;
  /** The root field that is asked, as the graph has it; `several`, `schema`, or `none` where no step was reached. */
  readonly operation: string;
  /** See `shapeOf`; null where nothing was left to ask. */
  readonly shape: string | null;
  readonly by: AskedBy;
  /** The code of the agency on whose ground it was decided, as the register of grounds has it. */
  readonly agency: string | null;
  readonly purpose: Purpose | null;
  /** By `class reason`. */
  readonly denials: ReadonlyMap<string, number>;
  /** By code of the closed table. */
  readonly codes: ReadonlyMap<string, number>;
  /** The kinds of what failed inside, never a message. */
  readonly causes: readonly string[];
  readonly phases: readonly Part[];
  readonly rooms: readonly RoomCall[];
  /** What its plans, of all turns, could ask of the rooms at the most. */
  readonly planned: Planned;
  /** Whether the plan was kept already; null where none was needed. */
  readonly isPlanKept: boolean | null;
};

/** Takes each request when it has ended. */
export type Reporter = (seen: Seen) => void;
