import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { compareDue } from './identity-due.step.ts';

export type ComparingOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** People in one transaction. */
  readonly size?: number;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once. */
export type IdentityComparing = Work & {
  /** Compares everybody who is due and whom no other process has. Rejects with what went wrong. */
  turn(): Promise<void>;
};

const SIZE = 50;
const INTERVAL_MILLISECONDS = 5000;

/** Compares whoever comes on the register with it, for as long as it is open. Any number may be open, in any process: each takes others. */
export function openIdentityComparing(options: ComparingOptions): IdentityComparing {
  const { databaseUrl, now, onNotice, size = SIZE, intervalMs = INTERVAL_MILLISECONDS } = options;
  const database = openDatabase(databaseUrl);

  const round = async (): Promise<string> => {
    let taken = size;
    while (taken > 0 && !rounds.isClosed) {
      const at = new Date(now());
      taken = await database.quiet.transaction((one) =>
        compareDue(one, { size, at, today: civilDate(now()) }),
      );
    }
    return '';
  };

  const rounds = new Rounds({
    round,
    restMs: intervalMs,
    tell: (reason) => onNotice(`New entries are not compared with the register: ${reason}`),
  });
  return {
    turn: () => rounds.once(),
    close: async () => {
      await rounds.close();
      await database.close();
    },
  };
}
