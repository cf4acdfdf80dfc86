import { arrayText, type HotRows, type HotStatement, type HotValue } from './hot-read.ts';

/** One read that waits or is under way. */
export type Load = {
  readonly statement: HotStatement;
  readonly values: readonly HotValue[];
  readonly resolve: (rows: HotRows) => void;
  readonly reject: (error: Error) => void;
  /** How many connections were lost with it. */
  losses: number;
  /** Whether it goes in a statement of its own, because one that it shared has failed. */
  isAlone: boolean;
  /** Whether nobody waits for it any more. It was rejected then. */
  isOver: boolean;
  /** Those for which it reads together. */
  readonly shares?: readonly Load[];
};

/** Whether a statement is read for nobody: of one that is shared, everyone must have gone. */
export function isForNobody({ isOver, shares }: Load): boolean {
  return shares === undefined ? isOver : shares.every((load) => load.isOver);
}

/** A value as it travels. */
export function valueText(value: HotValue): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? arrayText(value) : String(value);
}
