import type { Allowance } from '../budgets.ts';
import { type OwnConnection, openOwnConnection } from '../own-connection.ts';
import { within } from '../within.ts';

/** What one process says of an account: points that it admitted already (less than 0: gives back), and points that it admits if there are as many. */
export type Settlement = {
  readonly key: string;
  readonly allowance: Allowance;
  readonly owed: number;
  readonly wanted: number;
};

/** What is said of it: whether what was wanted was taken, and what is there then; less than 0 where more was owed than there was. */
export type Settled = { readonly isGranted: boolean; readonly available: number };

/** What all processes and gateways count together. Each call rejects where it is away, and then nobody knows whether it was done. */
export type BudgetTable = {
  settle(settlements: readonly Settlement[]): Promise<readonly Settled[]>;
  /** Forgets what is full again. */
  forgetFull(): Promise<void>;
  close(): void;
};

const SETTLE = `
  select is_granted, available
    from gateway.settle_budgets(string_to_array($1, ','), string_to_array($2, ',')::float8[],
      string_to_array($3, ',')::float8[], string_to_array($4, ',')::float8[], string_to_array($5, ',')::float8[])`;
const FORGET = 'select gateway.forget_full_budgets()';
const SESSION = { application_name: 'seisi budgets', synchronous_commit: 'off' };

/** The table `gateway.budget`, by the gateway's role and its functions alone. A statement may take so many milliseconds. */
export function budgetTable(url: string, deadlineMs: number): BudgetTable {
  let open: OwnConnection | null = null;
  let attempts = 0;
  const drop = () => {
    open?.end();
    open = null;
  };
  const ask = async (text: string, values: string[]) => {
    open ??= openOwnConnection(url, attempts++, SESSION);
    try {
      return await within(open.sql.unsafe(text, values, { prepare: true }), deadlineMs);
    } catch (error) {
      drop();
      throw error;
    }
  };
  return {
    settle: async (settlements) => {
      // Every process locks accounts in this order.
      const sorted = settlements.toSorted((one, other) => (one.key < other.key ? -1 : 1));
      const of = (text: (one: Settlement) => string | number) => sorted.map(text).join();
      const rows = await ask(SETTLE, [
        of(({ key }) => key),
        of(({ allowance }) => allowance.capacity),
        of(({ allowance }) => allowance.restoreRate),
        of(({ owed }) => owed),
        of(({ wanted }) => wanted),
      ]);
      const settled = new Map(sorted.map(({ key }, place) => [key, readSettled(rows[place])]));
      return settlements.map(({ key }) => settled.get(key) ?? readSettled(undefined));
    },
    forgetFull: async () => void (await ask(FORGET, [])),
    close: drop,
  };
}

function readSettled(row: Readonly<Record<string, unknown>> | undefined): Settled {
  const { is_granted: isGranted, available } = row ?? {};
  if (typeof isGranted !== 'boolean' || typeof available !== 'number')
    throw new Error('The table of budgets did not answer for an account.');
  return { isGranted, available };
}
