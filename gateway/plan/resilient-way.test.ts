import { expect, test } from 'vitest';
import { type Resilience, resilientWay } from './resilient-way.ts';

const READ = { isRead: true, signal: new AbortController().signal };
const MUTATION = { ...READ, isRead: false };

/** A way that fails as often as it is told, on a clock of the test's own. */
function opened(given: Partial<Resilience> = {}) {
  const state = { at: 0, asked: 0, failures: 0 };
  const way = resilientWay('agency', {
    ...{ mostFailures: 3, restMs: 1000, retryPart: 0.1, retryWithinMs: 0, random: () => 0 },
    now: () => state.at,
    ...given,
  });
  const send = async () => {
    state.asked += 1;
    if (state.failures === 0) return 'answered';
    state.failures -= 1;
    throw new Error('no connection');
  };
  const ask = (asked = READ) => way(asked, send).catch((error: Error) => error.message);
  return { state, ask };
}

const NO_RETRY = { retryPart: 0, mostFailures: 3 };
const RESTS = 'The room agency is left alone for now.';

test('a read whose way failed is asked once more, and no second time', async () => {
  const { state, ask } = opened();
  state.failures = 1;
  expect(await ask()).toBe('answered');
  expect(state.asked).toBe(2);

  state.failures = 2;
  expect(await ask()).toBe('no connection');
  expect(state.asked).toBe(4);
});

test('a mutation is never asked twice, nor a read whose time is over', async () => {
  const { state, ask } = opened();
  state.failures = 2;
  expect(await ask(MUTATION)).toBe('no connection');
  expect(await ask({ isRead: true, signal: AbortSignal.abort() })).toBe('no connection');
  expect(state.asked).toBe(2);
});

test('a room in trouble is not asked twice by everyone: what may be asked again is saved up by what succeeded', async () => {
  const { state, ask } = opened({ mostFailures: 1000 });
  state.failures = 1000;
  for (let count = 0; count < 50; count += 1) await ask();
  expect(state.asked).toBe(60);

  state.failures = 0;
  for (let count = 0; count < 20; count += 1) await ask();
  state.asked = 0;
  state.failures = 1000;
  for (let count = 0; count < 10; count += 1) await ask();
  expect(state.asked).toBe(12);
});

test('after some failures one after another nobody waits for the room; then one tries, and by it the rest', async () => {
  const { state, ask } = opened(NO_RETRY);
  state.failures = 4;
  for (let count = 0; count < 3; count += 1) await ask(MUTATION);
  expect(await ask()).toBe(RESTS);
  expect(state.asked).toBe(3);

  state.at = 1000;
  const [first, second] = await Promise.all([ask(MUTATION), ask()]);
  expect([first, second]).toEqual(['no connection', RESTS]);
  expect(state.asked).toBe(4);

  state.at = 2000;
  expect(await ask()).toBe('answered');
  expect(await ask()).toBe('answered');
});

test('failures that successes part never close the way', async () => {
  const { state, ask } = opened(NO_RETRY);
  for (let count = 0; count < 20; count += 1) {
    state.failures = 2;
    await ask(MUTATION);
    await ask(MUTATION);
    expect(await ask()).toBe('answered');
  }
});
