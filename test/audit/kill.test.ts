import { afterAll, beforeAll, expect, test } from 'vitest';
import { prove, SCENARIOS } from './scenarios.ts';
import { DisposableServer } from './server.ts';
import { whyNoDisk } from './small-disk.ts';

/** In each scenario; 20,000 by `nightly kill`. */
const RECEIPTS = 500;
const noDisk = whyNoDisk();
let server: DisposableServer;
beforeAll(async () => {
  server = await DisposableServer.open();
}, 300_000);
afterAll(() => server.close());

test.for(SCENARIOS)(
  '$proves: every receipt that was promised is kept once',
  { timeout: 180_000 },
  async (scenario, { skip }) => {
    if (scenario.mountedBytes !== undefined && noDisk !== null) {
      const note = `NOT PROVED, ${scenario.name}: no small disk can be mounted here (${noDisk})`;
      process.stderr.write(`${note}\n`);
      skip(note);
    }
    const {
      promised,
      unpromised: _,
      refused,
      ...faults
    } = await prove(scenario, server, {
      receipts: RECEIPTS,
      disturbances: 3,
    });

    expect(promised).toBeGreaterThanOrEqual(RECEIPTS);
    expect(faults).toEqual({ lost: [], doubled: [], altered: [], misnumbered: [] });
    if (scenario.refuses) expect(refused).toBeGreaterThan(0);
  },
);
