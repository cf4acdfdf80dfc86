import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphOf } from '../access/testing.ts';
import { authorizeOperation, buildAccess } from './authorize-operation.ts';
import { type Denial, Denials, NOTHING_CLOSED } from './denial.ts';

const ACCESS = buildAccess(
  supergraphOf(`
    type Query { face: Face }
    interface Face { kin: Thing }
    type P implements Face { kin: Thing }
    type Q implements Face { kin: Thing }
    type Thing { link: Thing, open: Int, secret: Int @authenticated }`),
  { unmarked: 'open' },
);
const NOBODY = { authenticated: false, scopes: new Set<string>(), policies: new Set<string>() };

function denialsOf(text: string): Denials {
  const { denied, closed } = authorizeOperation(ACCESS, { document: parse(text), rights: NOBODY });
  const denials = denied.map((one): Denial => ({ ...one, dataClass: null, reason: 'CLASS_NOT_IN_BASIS' }));
  return new Denials(denials, closed);
}

/** Whether `face.kin.link` is closed where the face is of a type. */
function isLinkClosed(denials: Denials, type: string): boolean {
  const face = denials.field(denials.root, 'face', 'Query')?.below ?? NOTHING_CLOSED;
  const kin = denials.field(face, 'kin', type)?.below ?? NOTHING_CLOSED;
  return denials.field(kin, 'link', 'Thing')?.isClosed ?? false;
}

test('one place can be closed below one type and fetched below another', () => {
  const denials = denialsOf(
    '{ face { ... on P { kin { open link { secret } } } ... on Q { kin { link { open } } } } }',
  );
  expect(isLinkClosed(denials, 'P')).toBe(true);
  expect(isLinkClosed(denials, 'Q')).toBe(false);
});

test('an empty list tells what is closed below its own type alone', () => {
  const denials = denialsOf('{ face { ... on P { kin { open secret } } ... on Q { kin { open } } } }');
  const face = denials.field(denials.root, 'face', 'Query')?.below ?? NOTHING_CLOSED;
  const below = (type: string) =>
    denials
      .below(denials.field(face, 'kin', type)?.below ?? NOTHING_CLOSED)
      .map(({ coordinate }) => coordinate);
  expect(below('P')).toEqual(['Thing.secret']);
  expect(below('Q')).toEqual([]);
});

const AT: Denial = { path: ['a', 'b'], coordinate: 'Thing.b', dataClass: 'bank', reason: 'PURPOSE' };
const BESIDE: Denial = { ...AT, path: ['a', 'c'], coordinate: 'Thing.c' };

test('denials without types above them hold at their paths, below whatever type', () => {
  const denials = new Denials([AT, BESIDE]);
  const above = denials.field(denials.root, 'a', 'Anything');
  const place = above?.below ?? NOTHING_CLOSED;

  expect(above?.isClosed).toBe(false);
  expect(denials.field(place, 'b', 'Thing')).toEqual({
    coordinate: 'Thing.b',
    isClosed: true,
    below: new Map(),
  });
  expect(denials.field(place, 'b', 'U')).toBeUndefined();
  expect(denials.field(place, 'd', 'Thing')).toBeUndefined();
  expect(denials.below(denials.root)).toEqual([AT, BESIDE]);
});

test('what no denial explains is closed because the ground does not hold it', () => {
  expect(new Denials([AT]).of('Thing.b')).toBe(AT);
  expect(new Denials([AT]).of('Thing.z')).toEqual({
    path: [],
    coordinate: 'Thing.z',
    dataClass: null,
    reason: 'CLASS_NOT_IN_BASIS',
  });
});
