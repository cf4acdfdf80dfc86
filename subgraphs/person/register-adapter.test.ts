import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRegisterSimulator, type RegisterSimulator } from '../../migrations/register-simulator.ts';
import { type RegisterAdapter, registerAdapter } from './register-adapter.ts';

const NUMBER = '850101701234';
/** A number that a living person could have: the place is Kuala Lumpur. */
const ASSIGNED = '850101141234';
const PACE = { attempt: 100, mostFailures: 4, rest: 300 };

let registers: RegisterSimulator;
let ask: (identityNumber?: string) => ReturnType<RegisterAdapter>;
beforeEach(async () => {
  registers = await openRegisterSimulator(2026);
  const adapter = registerAdapter(registers.addresses.get('JPN') ?? null, PACE);
  ask = (identityNumber = NUMBER) => adapter(identityNumber, AbortSignal.timeout(10_000));
});
afterEach(() => registers.close());

test('a register is told the number and nothing else, and says what it knows', async () => {
  expect(await ask()).toEqual({
    kind: 'TOLD',
    told: { citizen: true, alive: true, birthDate: '1985-01-01' },
  });
});

test.each([
  ['SLOW', 'FAILED', 2],
  ['FAILING', 'FAILED', 2],
  ['DOWN', 'FAILED', 2],
  ['WRONG', 'MALFORMED', 1],
] as const)(
  'a register that is %s is unavailable (%s) after %i questions',
  async (manner, failure, times) => {
    registers.behave('JPN', manner);
    expect(await ask()).toEqual({ kind: 'UNAVAILABLE', failure });
    expect(registers.asked('JPN')).toBe(times);
  },
);

test('a register that fails is left alone, and asked again when it has had time', async () => {
  registers.behave('JPN', 'FAILING');
  for (let times = 0; times < 2; times += 1)
    expect(await ask()).toEqual({ kind: 'UNAVAILABLE', failure: 'FAILED' });
  registers.asked('JPN');
  expect(await ask()).toEqual({ kind: 'UNAVAILABLE', failure: 'RESTING' });
  expect(registers.asked('JPN')).toBe(0);

  registers.behave('JPN', 'TRUE');
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ kind: 'TOLD' }), { timeout: 10_000 });
});

test('a person whom a register does not know is not on record, which says nothing of the register', async () => {
  for (let times = 0; times < 6; times += 1)
    expect(await ask(ASSIGNED)).toEqual({ kind: 'UNAVAILABLE', failure: 'NOT_ON_RECORD' });
  expect(await ask()).toMatchObject({ kind: 'TOLD' });
});

test('without an address there is nobody to ask', async () => {
  expect(await registerAdapter(null)(NUMBER, AbortSignal.timeout(1000))).toEqual({
    kind: 'UNAVAILABLE',
    failure: 'UNCONFIGURED',
  });
});
