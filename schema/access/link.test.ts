import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { directiveNames, joinNamespace, readLinks } from './link.ts';
import { supergraphOf } from './testing.ts';

const namesOf = (...links: string[]) =>
  directiveNames(readLinks(parse(supergraphOf('type Query { a: Int }', links))));
const SPECS = 'https://specs.apollo.dev';

describe('a directive is known by the specification that it is linked to, not by its name', () => {
  test.each([
    [`@link(url: "${SPECS}/policy/v0.1")`, ['policy']],
    [`@link(url: "${SPECS}/policy/v0.1", as: "mayRead")`, ['mayRead']],
    [`@link(url: "${SPECS}/policy/v0.1", import: [{ name: "@policy", as: "@p" }])`, ['policy', 'p']],
    [`@link(url: "${SPECS}/policy/v0.1", import: ["@policy"])`, ['policy']],
    [`@link(url: "${SPECS}/policy/v0.1/", as: "x", import: [{ name: "@policy", as: "@p" }])`, ['x', 'p']],
    [`@link(url: "${SPECS}/federation/v2.9", import: ["@policy"])`, ['policy']],
    [`@link(url: "${SPECS}/federation/v2.9", import: [{ name: "@policy", as: "@p" }])`, ['p']],
    [`@link(url: "${SPECS}/federation/v2.9")`, ['federation__policy']],
    [`@link(url: "${SPECS}/federation/v2.9", as: "fed")`, ['fed__policy']],
    [`@linked(url: "${SPECS}/policy/v0.1", as: "p")`, ['p']],
    [`@core(feature: "${SPECS}/policy/v0.1", as: "p")`, ['p']],
    [
      `@link(url: "${SPECS}/policy/v0.1") @link(url: "${SPECS}/policy/v0.2", as: "newer")`,
      ['policy', 'newer'],
    ],
    // Nothing links it: the plain name is taken as ours.
    [`@link(url: "https://example.org/policy/v0.1", as: "other")`, ['policy']],
  ])('%s', (link, names) => {
    expect([...namesOf(link).policy]).toEqual(names);
  });
});

test('links of an extended schema count', () => {
  const text = `type Query { a: Int } extend schema @link(url: "${SPECS}/authenticated/v0.1", as: "known")`;
  expect([...directiveNames(readLinks(parse(text))).authenticated]).toEqual(['known']);
});

test('a tag that nothing links is told from one that is linked', () => {
  expect(namesOf().tagLinked).toBe(false);
  expect(namesOf(`@link(url: "${SPECS}/tag/v0.3")`).tagLinked).toBe(true);
});

test('the prefix of the join specification follows its link', () => {
  expect(
    joinNamespace(
      readLinks(parse(supergraphOf('', [`@link(url: "${SPECS}/join/v0.5", as: "j", for: EXECUTION)`]))),
    ),
  ).toBe('j');
  expect(joinNamespace([])).toBe('join');
});

describe('a SECURITY link that is not ours to enforce is refused', () => {
  test.each([
    `@link(url: "${SPECS}/quarantine/v0.1", for: SECURITY)`,
    `@link(url: "https://example.org/policy/v0.1", for: SECURITY)`,
    `@link(url: "${SPECS}/policy/extra/v0.1", for: SECURITY)`,
    `@link(url: "${SPECS}/tag/v0.3", for: SECURITY)`,
    `@link(url: "${SPECS}/cost/v0.1", for: "SECURITY")`,
    `@core(feature: "${SPECS}/quarantine/v0.1", for: SECURITY)`,
  ])('%s', (link) => {
    expect(() => namesOf(link)).toThrow(/for SECURITY, which this gateway cannot enforce/);
  });

  test.each([
    `@link(url: "${SPECS}/inaccessible/v0.2", for: SECURITY)`,
    `@link(url: "${SPECS}/cost/v0.1")`,
    `@link(url: "${SPECS}/join/v0.5", for: EXECUTION)`,
  ])('but not %s', (link) => {
    expect(() => namesOf(link)).not.toThrow();
  });
});
