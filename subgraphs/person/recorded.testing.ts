import fc from 'fast-check';
import { inject } from 'vitest';

/** How many random histories; more by `pnpm nightly histories`. */
export const RUNS = inject('historyRuns') ?? 100;
/** Milliseconds that so many may take on a machine with other work on it. */
export const TIMEOUT = RUNS * 500;

const DAY = 86_400_000;
const FIRST_DAY = Date.parse('2026-03-01T00:00:00Z');
const DAYS = 40;
/** A civil day after all that is recorded. */
export const TODAY = dayAt(DAYS);

/** A civil day about which something is said. */
export const day = fc.integer({ min: 0, max: DAYS }).map(dayAt);

/** When something is recorded, in milliseconds of the epoch: midnight in Malaysia, the last of a civil day, and any other; a few are before those that were written earlier. */
export const instant = fc
  .tuple(
    fc.integer({ min: 0, max: DAYS - 1 }),
    fc.constantFrom(0, 16 * 3_600_000 - 1, 16 * 3_600_000, DAY - 1),
  )
  .map(([number, part]) => FIRST_DAY + number * DAY + part);

/** On which civil day an instant falls in Malaysia, by the calendar of the host. */
export function malaysianDay(at: number): string {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Kuala_Lumpur' });
}

/** So many days later. */
export function later(from: string, days: number): string {
  return new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10);
}

function dayAt(number: number): string {
  return new Date(FIRST_DAY + number * DAY).toISOString().slice(0, 10);
}
