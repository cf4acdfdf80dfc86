import type { Pulse } from '@seisi/schema/ground-fact';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLease } from './lease.ts';

const SECOND = 1000;
const AT_ONCE = new AbortController().signal;
const MINE = 'jkm';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A register of grounds whose facts change, and the way to which takes time or is cut off. */
class Register {
  version = 0;
  age = 0;
  latency = 1;
  isCutOff = false;
  readonly changes: { version: number; holder: string | null }[] = [];
  asked = 0;

  commit(holder: string | null): number {
    this.version += 1;
    this.changes.push({ version: this.version, holder });
    return this.version;
  }

  readonly pulse = async (after: number | null): Promise<Pulse> => {
    this.asked += 1;
    await passing(this.latency);
    if (this.isCutOff) throw new Error('cut off');
    const later = this.changes.filter(({ version }) => after !== null && version > after);
    const pulse = { version: this.version, holders: later.map(({ holder }) => holder), age: this.age };
    await passing(this.latency);
    return pulse;
  };
}

const passing = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const relying = (since: number, holder: string | null = MINE, until = Number.POSITIVE_INFINITY) => ({
  since,
  holder,
  until,
});

const STEP = fc.record({
  wait: fc.integer({ min: 1, max: 700 }),
  latency: fc.integer({ min: 0, max: 400 }),
  isCutOff: fc.boolean(),
  revoked: fc.option(fc.constantFrom(MINE, 'other', null), { nil: undefined }),
});
type Step = typeof STEP extends fc.Arbitrary<infer Value> ? Value : never;

/** What happened to whatever was relied on from the beginning, seen every 50 ms: for how long its ground has been gone, and whether it still stands. */
async function watched(age: number, steps: readonly Step[]): Promise<{ gone: number; stands: boolean }[]> {
  const register = Object.assign(new Register(), { age });
  const lease = openLease({ room: register });
  await vi.advanceTimersByTimeAsync(10);
  const since = (await lease.version(AT_ONCE))!;
  const seen: { gone: number; stands: boolean }[] = [];
  let revokedAt = Number.POSITIVE_INFINITY;
  for (const { wait, latency, isCutOff, revoked } of steps) {
    Object.assign(register, { latency, isCutOff });
    // The owner commits now; the register that is asked takes it as late as it says.
    if (revoked !== undefined) setTimeout(() => register.commit(revoked), age);
    if (revoked !== undefined && revoked !== 'other') revokedAt = Math.min(revokedAt, performance.now());
    for (let passed = 0; passed < wait; passed += 50) {
      await vi.advanceTimersByTimeAsync(50);
      seen.push({ gone: performance.now() - revokedAt, stands: lease.standsNow(relying(since)) });
    }
  }
  lease.close();
  return seen;
}

test('what was revoked is known within a second of its commit, or nothing is relied upon, whatever the way is like', async () => {
  let stood = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 500 }),
      fc.array(STEP, { minLength: 5, maxLength: 25 }),
      async (age, steps) => {
        const seen = await watched(age, steps);
        stood += seen.filter(({ stands }) => stands).length;
        expect(seen.filter(({ gone, stands }) => stands && gone >= SECOND)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
  expect(stood).toBeGreaterThan(1000);
});

test('what nobody changed stands, and what was changed for others does too', async () => {
  const register = new Register();
  const lease = openLease({ room: register });
  await vi.advanceTimersByTimeAsync(10);
  const since = (await lease.version(AT_ONCE))!;
  register.commit('other');
  await vi.advanceTimersByTimeAsync(5 * SECOND);

  expect(lease.standsNow(relying(since))).toBe(true);
  expect(lease.standsNow(relying(since, 'other'))).toBe(false);
  expect(lease.standsNow(relying(since, null))).toBe(false);
  expect(await lease.version(AT_ONCE)).toBe(1);
  expect(lease.standsNow(relying(1, 'other'))).toBe(true);
  lease.close();
});

test('what concerns nobody in particular concerns everyone, and so does what cannot be told apart', async () => {
  for (const holders of [[null], null]) {
    let version = 0;
    const room = {
      pulse: async (after: number | null) => ({ version, holders: after === null ? [] : holders, age: 0 }),
    };
    const lease = openLease({ room });
    await vi.advanceTimersByTimeAsync(10);
    version = 1;
    await vi.advanceTimersByTimeAsync(SECOND);

    expect(lease.standsNow(relying(0))).toBe(false);
    lease.close();
  }
});

test('a version from before the first one heard, or from longer ago than is kept, does not stand', async () => {
  const register = new Register();
  register.commit('other');
  const lease = openLease({ room: register });
  await vi.advanceTimersByTimeAsync(10);
  expect(lease.standsNow(relying(0))).toBe(false);
  expect(lease.standsNow(relying(1))).toBe(true);
  register.commit('other');
  await vi.advanceTimersByTimeAsync(90 * SECOND);
  register.commit('other');
  await vi.advanceTimersByTimeAsync(SECOND);

  expect(lease.standsNow(relying(1))).toBe(false);
  expect(lease.standsNow(relying(2))).toBe(true);
  lease.close();
});

test('a room without a pulse is never relied upon, and a version that goes back is not taken', async () => {
  const mute = openLease({ room: {} });
  expect(await mute.version(AT_ONCE)).toBeNull();
  mute.close();

  const register = new Register();
  register.version = 7;
  const lease = openLease({ room: register });
  await vi.advanceTimersByTimeAsync(10);
  register.version = 3;
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  expect(lease.standsNow(relying(7))).toBe(false);
  lease.close();
});

test('whoever comes when it is too old asks anew at once, together with the others', async () => {
  const register = new Register();
  const lease = openLease({ room: register });
  await vi.advanceTimersByTimeAsync(10);
  lease.close();
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  const asked = register.asked;
  const versions = Promise.all([
    lease.version(AT_ONCE),
    lease.version(AT_ONCE),
    lease.stands(relying(0), AT_ONCE),
  ]);
  await vi.advanceTimersByTimeAsync(10);

  expect(await versions).toEqual([0, 0, true]);
  expect(register.asked).toBe(asked + 1);
});

test('what ends by the clock stands until then, and no longer', async () => {
  let now = 1_000_000;
  const lease = openLease({ room: new Register(), now: () => now });
  await vi.advanceTimersByTimeAsync(10);
  const reliance = relying(0, MINE, 1_000_500);
  expect(lease.standsNow(reliance)).toBe(true);
  now = 1_000_500;
  expect(lease.standsNow(reliance)).toBe(false);
  expect(await lease.stands(reliance, AT_ONCE)).toBe(false);
  lease.close();
});
