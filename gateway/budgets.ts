/** Whose budget it is: a text that tells accounts apart, and how much such an account has. */
export type Account = { readonly key: string; readonly allowance: Allowance };

/** What fits into a budget, and how many points flow back in a second. */
export type Allowance = { readonly capacity: number; readonly restoreRate: number };

/** How a budget stands, as a client is told. */
export type Throttle = {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
};

/** Where budgets are kept. Neither call rejects because a store is away. */
export type Budgets = {
  /** Takes points where there are as many; `isTaken` is false where there are not, and then nothing was taken. */
  take(account: Account, points: number): Promise<{ readonly isTaken: boolean; readonly throttle: Throttle }>;
  /** Gives points back, never above the capacity. */
  refund(account: Account, points: number): Promise<Throttle>;
  close(): Promise<void>;
};
