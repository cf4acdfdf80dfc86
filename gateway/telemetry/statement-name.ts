const VERB = /^\s*(select|insert|update|delete|with|begin|commit|rollback|set|notify)\b/i;
const TABLES = /\b(?:from|join|into|update)\s+(?:only\s+)?("?[a-z_]+"?\."?[a-z_]+"?)/gi;
const MOST_TABLES = 4;

/** The name by which a statement is seen: what it does and the tables that it names, as `schema.table`. Its text stays out, and so do whatever values stand in it. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const verb = VERB.exec(text)?.[1]?.toLowerCase() ?? 'statement';
  const tables = [...text.matchAll(TABLES)].map(([, table = '']) => table.replaceAll('"', ''));
  const name = [verb, ...[...new Set(tables)].slice(0, MOST_TABLES)].join(' ');
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}

/** The texts of rooms are few. */
const MOST_NAMES = 1000;
const names = new Map<string, string>();
