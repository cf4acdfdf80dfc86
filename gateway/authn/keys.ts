import { fetchKeySet, type KeySet, KeysUnavailable } from './key-set.ts';

/** The issuer's keys, fetched when they are needed. */
export type IssuerKeys = {
  /**
   * Keys that are at most five minutes old. So a key that its issuer removed opens nothing after that time.
   * @throws KeysUnavailable where there are none
   */
  current(): Promise<KeySet>;
  /**
   * For a token whose key is not among the current ones: fetched anew, unless that was tried within 30 s.
   * @throws KeysUnavailable where there are none
   */
  renewed(): Promise<KeySet>;
};

/** Where the keys are, and the clock. */
export type IssuerKeysOptions = {
  readonly url: URL;
  readonly now: () => number;
  readonly timeoutMs?: number;
};

const CACHE_MS = 300_000;
const COOLDOWN_MS = 30_000;
/** Without any keys nobody is let in, so it is tried again sooner. */
const RETRY_MS = 5_000;
const TIMEOUT_MS = 3_000;

/**
 * Keeps an issuer's JWKS for five minutes. However many tokens wait for it, one fetch is under way at a time, and tokens with unknown keys
 * cause at most one in 30 s. While keys are younger than five minutes an issuer that does not answer changes nothing.
 */
export function issuerKeys({ url, now, timeoutMs = TIMEOUT_MS }: IssuerKeysOptions): IssuerKeys {
  let known: { readonly set: KeySet; readonly asked: number } | null = null;
  let tried = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  const isWithin = (since: number, milliseconds: number): boolean => {
    const age = now() - since;
    // A clock that was put back makes everything old.
    return age >= 0 && age < milliseconds;
  };
  const usable = (): KeySet => {
    if (known !== null && isWithin(known.asked, CACHE_MS)) return known.set;
    throw new KeysUnavailable('The issuer’s keys could not be fetched.');
  };
  const fetchAnew = async (): Promise<void> => {
    const asked = now();
    tried = asked;
    known = { set: await fetchKeySet(url, timeoutMs), asked };
  };
  const refresh = async (pauseMs: number): Promise<void> => {
    if (underWay === null && isWithin(tried, pauseMs)) return;
    underWay ??= fetchAnew().finally(() => {
      underWay = null;
    });
    // What could not be fetched leaves the keys that are known.
    await underWay.catch(() => {});
  };

  return {
    async current() {
      if (known === null || !isWithin(known.asked, CACHE_MS)) await refresh(RETRY_MS);
      return usable();
    },
    async renewed() {
      await refresh(COOLDOWN_MS);
      return usable();
    },
  };
}
