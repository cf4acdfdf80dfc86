import QuickLRU from 'quick-lru';
import { once, type Soon } from './soon.ts';

/**
 * What a room keeps between requests: a value for some milliseconds under a key that names everything it depends on (access §9), made once for all
 * who wait for it. What failed is not kept.
 */
export type Memory = {
  keep<Value>(key: string, milliseconds: number, make: () => Promise<Value>): Soon<Value>;
  /** Everything under keys that begin so is made anew, also what is being made at this moment. */
  forget(beginning: string): void;
};

type Kept = { readonly value: () => unknown; readonly until: number };

const MOST_KEPT = 10_000;

/** Opens an empty memory; `elapsed` is milliseconds of a clock that only goes forward. */
export function openMemory(elapsed: () => number): Memory {
  const kept = new QuickLRU<string, Kept>({ maxSize: MOST_KEPT });
  return {
    keep: <Value>(key: string, milliseconds: number, make: () => Promise<Value>) => {
      const known = kept.get(key);
      if (known !== undefined && elapsed() < known.until) return known.value() as Soon<Value>;
      const value = once(make);
      const made = { value, until: elapsed() + milliseconds };
      kept.set(key, made);
      const coming = value();
      if (coming instanceof Promise)
        coming.catch(() => {
          if (kept.get(key) === made) kept.delete(key);
        });
      return coming;
    },
    forget: (beginning) => {
      for (const key of [...kept.keys()]) if (key.startsWith(beginning)) kept.delete(key);
    },
  };
}
