/** Composes the rooms into the supergraph, the API schema and the access page, and continues the changelog: `pnpm generate`. With `--check` it writes nothing and fails where a file is stale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessPage } from './access-page.ts';
import { changelogFile, isCurrent } from './changelog.ts';
import { compose } from './composition.ts';
import { type Generated, keep, report } from './generated.ts';
import { lint } from './lint/rules.ts';
import { rooms } from './rooms.ts';

/** The three files that come of composing, from the rooms as they stand. Throws on composition errors, hints and lint findings. */
export function composedFiles(): Generated[] {
  const all = rooms();
  const { supergraph, api, hints } = compose(all);
  const words = readFileSync(join(import.meta.dirname, 'WORDS.md'), 'utf8');
  const found = [...hints, ...lint({ supergraph, rooms: all, words })];
  if (found.length > 0) throw new Error(found.join('\n'));
  return [
    { path: join(import.meta.dirname, 'supergraph.generated.graphql'), text: supergraph },
    { path: join(import.meta.dirname, 'api.generated.graphql'), text: api },
    { path: join(import.meta.dirname, 'access.generated.tsv'), text: accessPage(supergraph) },
  ];
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const files = composedFiles();
  const api = files.find(({ path }) => path.endsWith('api.generated.graphql'))?.text ?? '';
  const stale = keep(files, check);
  if (!isCurrent(api)) {
    const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    // Only whoever writes needs the history.
    if (check) stale.push(join(import.meta.dirname, 'changelog.generated.json'));
    else stale.push(...keep([await changelogFile(api, today)], false));
  }
  report(stale, check);
}
