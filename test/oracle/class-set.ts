import type { DataClass } from '@seisi/schema/classes';

/** The classes of access §2, in the order in which the graph names them. */
export const CLASS_LIST = [
  'register',
  'area',
  'identity.masked',
  'identity',
  'contact',
  'kinship.count',
  'kinship',
  'education',
  'employment',
  'income.band',
  'income',
  'assets',
  'poverty.status',
  'poverty',
  'health',
  'disability.fact',
  'disability',
  'aid',
  'aid.note',
  'payment',
  'bank',
  'case',
  'protection',
  'volunteering',
  'pass',
  'receipts',
] as const satisfies readonly DataClass[];

export type Classes = ReadonlySet<string>;

/** Every class there is. */
export const ALL: Classes = new Set(CLASS_LIST);
/** No class: nothing of a subject, not even that it exists. */
export const NONE: Classes = new Set();

/** The classes named, with what they imply (access §2). */
export function classes(...names: readonly string[]): Classes {
  return new Set(names.flatMap((name) => [name, ...(IMPLIED[name] ?? [])]));
}

/** All classes but these; what they imply stays. */
export function allBut(...names: readonly string[]): Classes {
  return new Set([...ALL].filter((name) => !names.includes(name)));
}

const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  income: ['income.band'],
  identity: ['identity.masked'],
  kinship: ['kinship.count'],
  disability: ['disability.fact'],
  poverty: ['poverty.status'],
};
