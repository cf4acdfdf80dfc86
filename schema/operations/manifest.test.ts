import { expect, test } from 'vitest';
import { ManifestProblem, readManifest } from './manifest.ts';

const ONE = { id: 'a', name: 'One', type: 'query', body: 'query One { agencies { code } }' };

function manifest(operations: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...more });
}

test('operations are read in their order, whatever else stands beside them', () => {
  expect(
    readManifest(
      manifest(
        [
          { ...ONE, clientName: 'x' },
          { ...ONE, id: 'b' },
        ],
        { more: 1 },
      ),
    ),
  ).toEqual([ONE, { ...ONE, id: 'b' }]);
});

test.each([
  ['{', 'The manifest is not JSON.'],
  ['[]', 'The manifest must be a JSON object.'],
  [manifest([ONE], { version: 2 }), '"version": 1'],
  [manifest([ONE], { format: 'other' }), 'apollo-persisted-query-manifest'],
  [manifest({}), 'must hold a list of operations'],
  [manifest([ONE, null]), 'Operation 2 must be a JSON object.'],
  [manifest([{ ...ONE, body: '' }]), 'Operation 1 must have a text as its body.'],
  [manifest([ONE, ONE]), 'Two operations have the id a'],
])('%s is refused with the place', (text, sentence) => {
  expect(() => readManifest(text)).toThrow(ManifestProblem);
  expect(() => readManifest(text)).toThrow(sentence);
});
