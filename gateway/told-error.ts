/** How an error is told to operators: its name, which holds nothing of anybody. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}

const LONGEST_LINE = 300;

/** What went wrong, as one line. */
export function lineOf(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}
