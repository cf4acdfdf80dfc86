import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextLimit } from './pace.ts';

test('however busy it is, somebody is let in and never more than the most; fewer only while there is no time left', () => {
  const looks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), looks, (most, all) => {
      let limit = most;
      for (const busy of all) {
        const next = nextLimit(limit, busy, most);
        expect(next).toBeGreaterThanOrEqual(Math.min(16, most));
        expect(next).toBeLessThanOrEqual(most);
        if (next < limit) expect(busy).toBeGreaterThan(0.9);
        limit = next;
      }
    }),
  );
});

test('a process that is never idle is at the least within half a second, and back some seconds after it', () => {
  let limit = 128;
  const after = (looks: number, busy: number) => {
    for (let at = 0; at < looks; at += 1) limit = nextLimit(limit, busy, 128);
    return limit;
  };
  expect(after(10, 1)).toBe(16);
  expect(after(60, 0.5)).toBe(128);
});
