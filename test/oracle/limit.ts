import { ALL, allBut, type Classes, classes, NONE } from './class-set.ts';

/** What a request can open at the most, whatever its ground names (access §3): by its purpose, and by the assurance level of its token. */
export type Limit = { readonly purpose: Classes; readonly assurance: Classes };

/** What a public emergency opens: who it is, where, how to reach them, with whom, in what health; of a disability that there is one. */
const EMERGENCY = classes('register', 'area', 'identity', 'contact', 'kinship', 'health', 'disability.fact');

/** The limbs of Act 864 s.13. */
const BY_PURPOSE: Readonly<Record<string, Classes>> = {
  SERVICE_DELIVERY: allBut('protection', 'receipts'),
  LIFE_HEALTH_SAFETY: new Set([...EMERGENCY, 'disability']),
  PUBLIC_EMERGENCY: EMERGENCY,
  PUBLIC_INTEREST: classes('register', 'area', 'kinship.count', 'income.band', 'poverty', 'disability.fact'),
};

const LOW = classes('register', 'area', 'kinship.count', 'poverty.status', 'volunteering');
const BY_ASSURANCE: Readonly<Record<string, Classes>> = {
  low: LOW,
  substantial: allBut('bank', 'protection', 'health'),
  high: ALL,
};

/** The limit of a token; a ground without a purpose is cut by none. */
export function limitOf(acr: string, purpose: string | null): Limit {
  return {
    purpose: purpose === null ? ALL : (BY_PURPOSE[purpose] ?? NONE),
    assurance: BY_ASSURANCE[acr] ?? LOW,
  };
}

/** What a limit leaves of the classes that a ground names: by purpose, by assurance level, and then what those imply. */
export function left({ purpose, assurance }: Limit, named: Iterable<string>): Classes {
  return classes(...[...named].filter((name) => purpose.has(name) && assurance.has(name)));
}

/** Why a class of which the limit leaves nothing is closed: it was never named, the purpose took it, or the assurance level did. */
export function reasonClosed({ purpose }: Limit, named: Iterable<string>, dataClass: string | null): string {
  const names = [...named];
  if (dataClass === null || !classes(...names).has(dataClass)) return 'CLASS_NOT_IN_BASIS';
  const fitting = classes(...names.filter((name) => purpose.has(name)));
  return fitting.has(dataClass) ? 'ASSURANCE' : 'PURPOSE';
}
