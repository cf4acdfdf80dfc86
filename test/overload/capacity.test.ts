import { expect, test } from 'vitest';
import type { Arrived } from './arrivals.ts';
import { capacityOf } from './capacity.ts';

/** A gateway of which only its capacity is known, and from which rate on its slowest answers are slow. */
function gateway(capacity: number, slowFrom: number) {
  const rates: number[] = [];
  const ask = async (rate: number, seconds: number): Promise<Arrived> => {
    rates.push(rate);
    const sent = Math.round(rate * seconds);
    const answered = rate > capacity ? sent - 1 : sent;
    const p99 = rate < slowFrom ? 30 : 31;
    return {
      sent,
      answered,
      p50: 10,
      p99,
      refused: sent - answered,
      refusedP99: 1,
      failures: 0,
      failure: null,
    };
  };
  return { ask, rates };
}

const HOW = { from: 100, seconds: 1 };

test('capacity is the highest rate at which all is answered and the slowest of a hundred take at most three times the usual time', async () => {
  const { rate, isSteady } = await capacityOf(gateway(1000, 500), HOW, () => {});
  expect(isSteady).toBe(true);
  expect(rate).toBeLessThan(500);
  expect(rate * 1.15).toBeGreaterThanOrEqual(500);
});

test('where no rate is so steady it is the highest at which all is answered, and that is said', async () => {
  const { rate, isSteady } = await capacityOf(gateway(1000, 0), HOW, () => {});
  expect(isSteady).toBe(false);
  expect(rate).toBeLessThanOrEqual(1000);
  expect(rate * 1.15).toBeGreaterThan(1000);
});

test('a gateway that does not answer the least has none', async () => {
  await expect(capacityOf(gateway(50, 0), HOW, () => {})).rejects.toThrow('Not even 100');
});
