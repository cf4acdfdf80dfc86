import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { relaxLinks } from './relax.ts';
import { supergraphOf } from './testing.ts';

const SPECS = 'https://specs.apollo.dev';

test('the purpose goes from exactly three links, and every other byte stays', () => {
  const sdl = supergraphOf('type Query { a: Int @policy(policies: [["x"]]) }');
  const relaxed = relaxLinks(sdl);
  expect(relaxed).toContain(`@link(url: "${SPECS}/policy/v0.1")`);
  expect(relaxed).toContain(`@link(url: "${SPECS}/authenticated/v0.1")`);
  expect(relaxed).toContain(`@link(url: "${SPECS}/requiresScopes/v0.1")`);
  expect(relaxed).toContain(`@link(url: "${SPECS}/inaccessible/v0.2", for: SECURITY)`);
  expect(relaxed.length).toBe(sdl.length - 3 * ', for: SECURITY'.length);
  expect(relaxLinks(relaxed)).toBe(relaxed);
});

test('wherever the purpose stands in the link', () => {
  const sdl = supergraphOf('type Query { a: Int }', [
    `@link(for: SECURITY, url: "${SPECS}/policy/v0.1", as: "p")`,
    `@link(url: "${SPECS}/authenticated/v0.1" for: SECURITY import: ["@authenticated"])`,
  ]);
  const relaxed = relaxLinks(sdl);
  expect(relaxed.match(/for: SECURITY/g)).toBe(null);
  expect(() => parse(relaxed)).not.toThrow();
  expect(relaxed).toContain('as: "p"');
});

test('another SECURITY link is refused, not relaxed', () => {
  const sdl = supergraphOf('type Query { a: Int }', [
    `@link(url: "${SPECS}/quarantine/v0.1", for: SECURITY)`,
  ]);
  expect(() => relaxLinks(sdl)).toThrow(/quarantine/);
});
