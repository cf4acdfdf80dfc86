import { firstPageOf, type PageArguments, type PageRequest } from './page.ts';
import type { AskedOfSubjects } from './read-ahead.ts';

/** A list's first page as several ask it alike: those who do, the page, and the arguments. */
export type FirstPage = {
  readonly page: PageRequest;
  readonly args: Readonly<Record<string, unknown>>;
  readonly asked: readonly AskedOfSubjects[];
};

/** The subjects of all of these, each once. */
export function keysOf(asked: readonly AskedOfSubjects[]): string[] {
  return [...new Set(asked.flatMap(({ keys }) => keys))];
}

/** Of those who ask one list the first that asks its first page, and all that ask the same; null where nobody does. The others are left to the loaders. */
export function firstPage(asked: readonly AskedOfSubjects[]): FirstPage | null {
  for (const { field } of asked) {
    const page = firstPageOf(field.args as PageArguments);
    if (page === null) continue;
    const alike = JSON.stringify(field.args);
    const { args } = field;
    return { page, args, asked: asked.filter((other) => JSON.stringify(other.field.args) === alike) };
  }
  return null;
}

/** What a statement is given of a list: whose it is, and how many rows of each, one more than the page; of none nobody's. */
export function pageValues(list: FirstPage | null): {
  readonly keys: readonly string[];
  readonly rows: number;
} {
  if (list === null) return { keys: [], rows: 0 };
  return { keys: keysOf(list.asked), rows: list.page.limit + 1 };
}
