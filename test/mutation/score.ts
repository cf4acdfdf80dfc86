import { dirname } from 'node:path';
import type { Mutant } from './stryker.ts';
import { isAlive } from './survivors.ts';

/** What became of the mutants of a folder. */
export type Score = {
  readonly folder: string;
  readonly killed: number;
  /** A loop without an end is noticed too. */
  readonly timedOut: number;
  readonly survived: number;
  /** Those that cannot be loaded or run say nothing of the tests, and do not count. */
  readonly invalid: number;
  /** Of 100, from those that count; 100 where there are none. */
  readonly percent: number;
};

/** The score of each folder, in the order of the alphabet. */
export function scores(mutants: readonly Mutant[]): Score[] {
  return [...Map.groupBy(mutants, ({ file }) => dirname(file))]
    .map(([folder, those]) => scoreOf(folder, those))
    .sort((one, other) => one.folder.localeCompare(other.folder));
}

/** The score of all mutants together. */
export function scoreOf(folder: string, mutants: readonly Mutant[]): Score {
  const count = (status: string) => mutants.filter((mutant) => mutant.status === status).length;
  const killed = count('Killed');
  const timedOut = count('Timeout');
  const survived = mutants.filter(isAlive).length;
  const all = killed + timedOut + survived;
  return {
    folder,
    killed,
    timedOut,
    survived,
    invalid: mutants.length - all,
    percent: all === 0 ? 100 : (100 * (killed + timedOut)) / all,
  };
}

/** One line of figures. */
export function scoreText({ folder, killed, timedOut, survived, invalid, percent }: Score): string {
  const figures = `${killed} killed, ${timedOut} timed out, ${survived} survived, ${invalid} invalid`;
  return `${percent.toFixed(1).padStart(5)} %  ${folder.padEnd(24)} ${figures}\n`;
}
