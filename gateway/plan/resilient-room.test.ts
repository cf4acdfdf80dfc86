import { randomUUID } from 'node:crypto';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room, RoomRequest } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { type Resilience, resilientRoom } from './resilient-room.ts';

const passport = new Passport({ request: randomUUID(), viewer: null, basis: NO_BASIS, facts: 0, expires: 1 });
const READ = '{ agencies { code } }';

/** A room that fails as often as it is told, on a clock of the test's own. */
function opened(given: Partial<Resilience> = {}) {
  const state = { at: 0, asked: 0, failures: 0 };
  const room: Room = {
    name: 'agency',
    execute: async () => {
      state.asked += 1;
      if (state.failures === 0) return { data: { asked: state.asked } };
      state.failures -= 1;
      throw new Error('no connection');
    },
    ready: async () => {},
    close: async () => {},
  };
  const resilient = resilientRoom(room, {
    ...{ mostFailures: 3, restMs: 1000, retryPart: 0.1, retryWithinMs: 0, random: () => 0 },
    now: () => state.at,
    ...given,
  });
  const ask = (text = READ, signal = new AbortController().signal) => {
    const request: RoomRequest = { document: parse(text), text, variables: {}, passport, signal };
    return resilient.execute(request).then(
      () => 'answered',
      (error: Error) => error.message,
    );
  };
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
  expect(await ask('mutation { act }')).toBe('no connection');
  expect(await ask(READ, AbortSignal.abort())).toBe('no connection');
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
  for (let count = 0; count < 3; count += 1) await ask('mutation { act }');
  expect(await ask()).toBe(RESTS);
  expect(state.asked).toBe(3);

  state.at = 1000;
  const [first, second] = await Promise.all([ask('mutation { act }'), ask()]);
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
    await ask('mutation { act }');
    await ask('mutation { act }');
    expect(await ask()).toBe('answered');
  }
});
