import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A generated file: where it stands and what it must hold. */
export type Generated = { readonly path: string; readonly text: string };

/** Writes the files whose text has changed; with `check` it writes nothing. Returns the paths of the files that were stale. */
export function keep(files: readonly Generated[], check: boolean): string[] {
  const stale = files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  if (!check) for (const { path, text } of stale) writeFileSync(path, text);
  return stale.map(({ path }) => path);
}

/** Ends a generating tool: says what was written, or fails with what `--check` found stale. */
export function report(stale: readonly string[], check: boolean): void {
  const verb = check ? 'stale, run `pnpm generate`' : 'written';
  process.stdout.write(stale.map((path) => `${path}: ${verb}\n`).join(''));
  process.exitCode = check && stale.length > 0 ? 1 : 0;
}
