import { afterAll, beforeAll, expect, test } from 'vitest';
import { prove, SCENARIOS } from './scenarios.ts';
import { DisposableServer } from './server.ts';

let server: DisposableServer;
beforeAll(async () => {
  server = await DisposableServer.open();
}, 300_000);
afterAll(() => server.close());

test.each(SCENARIOS)(
  '$proves: every receipt that was promised is kept once',
  async (scenario) => {
    const {
      promised,
      unpromised: _,
      refused,
      ...faults
    } = await prove(scenario, server, {
      receipts: 2000,
      disturbances: 3,
    });

    expect(promised).toBeGreaterThanOrEqual(2000);
    expect(faults).toEqual({ lost: [], doubled: [], altered: [], misnumbered: [] });
    if (scenario.refuses) expect(refused).toBeGreaterThan(0);
  },
  180_000,
);
