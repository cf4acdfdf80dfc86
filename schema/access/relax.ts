import { parse } from 'graphql';
import { readLinks } from './link.ts';

const RELAXED: ReadonlySet<string> = new Set(
  ['authenticated', 'requiresScopes', 'policy'].map((spec) => `specs.apollo.dev/${spec}`),
);

/**
 * The supergraph with `for: SECURITY` taken off exactly the links of authenticated, requiresScopes and policy, every other byte as it was:
 * Apollo's planner refuses a supergraph that names them so, and we enforce them ourselves. Throws on any other unknown SECURITY link.
 */
export function relaxLinks(supergraphSdl: string): string {
  let relaxed = supergraphSdl;
  const cuts = readLinks(parse(supergraphSdl))
    .filter((link) => link.security && RELAXED.has(link.identity))
    .map((link) => link.purpose?.loc)
    .filter((place) => place !== undefined)
    .toSorted((left, right) => right.start - left.start);
  for (const { start, end } of cuts)
    relaxed = relaxed.slice(0, start).replace(/,\s*$/, '') + relaxed.slice(end);
  return relaxed;
}
