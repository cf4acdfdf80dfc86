import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomOf, scramble, uuidOf } from './random.ts';

const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const index = fc.integer({ min: 0, max: 38_000_000 });

test('a stream follows from seed, kind and index, and from each of them', () => {
  const draws = (of: number, kind: string, at: number): number[] => {
    const random = randomOf(of, kind, at);
    return Array.from({ length: 8 }, () => random.next());
  };
  fc.assert(
    fc.property(seed, index, (of, at) => {
      const first = draws(of, 'household', at);
      expect(draws(of, 'household', at)).toEqual(first);
      for (const other of [
        draws(of + 1, 'household', at),
        draws(of, 'person', at),
        draws(of, 'household', at + 1),
      ]) {
        expect(other).not.toEqual(first);
      }
    }),
  );
});

test('draws of neighbouring households are spread evenly and do not follow one another', () => {
  const firsts = Array.from({ length: 20_000 }, (_, at) => randomOf(1, 'household', at).next());
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => firsts.filter((draw) => Math.floor(draw * 10) === tenth).length,
  );
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  const rising = firsts.filter((draw, at) => at > 0 && draw > firsts[at - 1]!).length;
  expect(Math.abs(rising - 10_000)).toBeLessThan(300);
});

test('a whole number drawn is within its bounds, and every item of positive weight can be drawn', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 50 }), (of, low, span) => {
      const random = randomOf(of, 'test', 0);
      const drawn = random.between(low, low + span);
      expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + span).toBe(true);
    }),
  );
  const random = randomOf(1, 'test', 1);
  const seen = new Set(
    Array.from({ length: 500 }, () =>
      random.weighted([
        ['a', 1],
        ['b', 5],
        ['never', 0],
      ] as const),
    ),
  );
  expect([...seen].sort()).toEqual(['a', 'b']);
});

test('an identifier is a UUID of version 5, and the key of a subject is not its id', () => {
  fc.assert(
    fc.property(seed, index, (of, at) => {
      const id = uuidOf(of, 'person', at);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(uuidOf(of, 'person', at)).toBe(id);
      expect(uuidOf(of, 'person-key', at)).not.toBe(id);
      expect(uuidOf(of + 1, 'person', at)).not.toBe(id);
    }),
  );
});

test('two indices never have the same number, neighbours have numbers far apart, and what has no number is refused', () => {
  const large = fc.integer({ min: 0, max: 314_000_000 });
  fc.assert(
    fc.property(large, large, fc.constantFrom(9 as const, 10 as const), (one, other, digits) => {
      expect(scramble(one, digits)).toMatch(digits === 9 ? /^\d{9}$/ : /^\d{10}$/);
      expect(scramble(one, digits) === scramble(other, digits)).toBe(one === other);
      expect(Math.abs(Number(scramble(one, digits)) - Number(scramble(one + 1, digits)))).toBeGreaterThan(
        1_000_000,
      );
    }),
  );
  for (const broken of [-1, 0.5, 400_000_000, Number.NaN])
    expect(() => scramble(broken, 9)).toThrow(RangeError);
});
