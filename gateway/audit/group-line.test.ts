import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupOf } from './group.testing.ts';
import { lineOf, linesOf, groupOf as readGroup } from './group-line.ts';

const line = lineOf(groupOf(2));
const whole = line.subarray(0, -1);

test('a line gives back the group that was written, byte for byte', () => {
  const group = groupOf(3);
  const bytes = lineOf(group);
  expect(bytes.indexOf('\n')).toBe(bytes.length - 1);
  expect(readGroup(bytes.subarray(0, -1))).toEqual(group);
});

test('a line cut at any place is not whole', () => {
  for (let length = 0; length < whole.length; length += 1)
    expect(readGroup(whole.subarray(0, length))).toBeNull();
});

test('a line with any byte altered is not whole', () => {
  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const altered = Buffer.from(whole);
      altered[place] = (altered[place] ?? 0) ^ change;
      expect(readGroup(altered)).toBeNull();
    }),
  );
});

test.each([
  ['no rows', []],
  [
    'a gap',
    [
      ...groupOf(1, 'a0000000-0000-4000-8000-000000000001'),
      ...groupOf(1, 'a0000000-0000-4000-8000-000000000001', 3),
    ],
  ],
  ['two series', [...groupOf(1), ...groupOf(1, undefined, 2)]],
  ['an id that the table would refuse', groupOf(1).map((row) => ({ ...row, id: 'x' }))],
  ['a text that is no JSON', groupOf(1).map((row) => ({ ...row, parts: 'a\u001fb' }))],
])('a line that holds %s is no group, though its check is right', (_, rows) => {
  expect(readGroup(lineOf(rows).subarray(0, -1))).toBeNull();
});

test('lines are found again however their bytes are cut', async () => {
  const texts = ['one', '', 'three', 'torn'];
  const bytes = Buffer.from(texts.join('\n'));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat({ max: bytes.length })), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, place) => bytes.subarray(places[place], end));
      const found: Buffer[] = [];
      for await (const one of linesOf(fromArray(chunks))) found.push(one);
      expect(found.map(String)).toEqual(texts);
    }),
  );
});

async function* fromArray(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}
