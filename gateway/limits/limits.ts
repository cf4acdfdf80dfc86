import { SIZE_LIMITS, type SizeLimits } from '@seisi/schema/decision/operation-size';

/** The largest operation that is answered. What fragments hold counts wherever they are spread. */
export type Limits = SizeLimits & {
  /** Fields under another name. */
  readonly aliases: number;
  /** Fields of the query or mutation itself. */
  readonly rootFields: number;
  /** Directives, those of definitions included. */
  readonly directives: number;
  /** Levels of lists and objects in one input value. */
  readonly inputDepth: number;
  /** Points that the answer can cost, see `cost.ts`. */
  readonly cost: number;
  /** How often the rooms are asked at the most; not told to clients. */
  readonly roomCalls: number;
  /** Of how many objects the rooms are asked at the most; not told to clients. */
  readonly rows: number;
};

/** Enough for every register of a household at once (about 8,000 points), and for the longest page of such households (about 830,000). */
export const LIMITS: Limits = {
  ...SIZE_LIMITS,
  aliases: 400,
  rootFields: 100,
  directives: 400,
  inputDepth: 16,
  cost: 1_000_000,
  roomCalls: 200,
  rows: 1_000_000,
};
