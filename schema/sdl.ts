import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PRELUDE = join(import.meta.dirname, 'prelude.graphql');
const SUPERGRAPH = join(import.meta.dirname, 'supergraph.generated.graphql');
const API = join(import.meta.dirname, 'api.generated.graphql');
const CHANGELOG = join(import.meta.dirname, 'changelog.generated.json');

/** The SDL of the room in a folder: the prelude, then its `.graphql` files by name. */
export function sdl(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  return [PRELUDE, ...files.map((file) => join(folder, file))]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

/** The composed graph as committed: what the gateway loads and the rooms read their classes from. */
export function supergraph(): string {
  return readFileSync(SUPERGRAPH, 'utf8');
}

/** The graph as committed, as clients see it: without hidden elements and without the directives of federation. */
export function apiSdl(): string {
  return readFileSync(API, 'utf8');
}

/** The changelog of the graph as committed: JSON, what was added, deprecated, changed and removed on which day. */
export function changelogText(): string {
  return readFileSync(CHANGELOG, 'utf8');
}
