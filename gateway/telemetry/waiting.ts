import { Gauge, type Registry } from 'prom-client';
import type { Observer, Waiting } from '../observer.ts';

type Read = () => Promise<Waiting>;

/** How many receipts wait for the log, and how long the oldest has. */
export function receiptsWaiting(registry: Registry): Observer['receiptsWaiting'] {
  return (state) => {
    const read = readOnce(state);
    new Gauge({
      name: 'seisi_receipts_waiting',
      help: 'Receipts in the database that are not in the log yet, 10,000 at the most; the same from every process. NaN where it is not known.',
      registers: [registry],
      async collect() {
        this.set((await read()).count);
      },
    });
    new Gauge({
      name: 'seisi_receipts_waiting_seconds',
      help: 'For how long the oldest of them has waited; NaN where it is not known.',
      registers: [registry],
      async collect() {
        this.set((await read()).oldestSeconds);
      },
    });
  };
}

/** How many errands wait in each outbox, and how long the oldest has: whom they are about is nowhere in it. */
export function errandsWaiting(registry: Registry): Observer['errandsWaiting'] {
  const rooms = new Map<string, Read>();
  const set = (gauge: Gauge<'room'>, of: (waiting: Waiting) => number) =>
    Promise.all([...rooms].map(async ([room, read]) => gauge.set({ room }, of(await read()))));
  new Gauge({
    name: 'seisi_errands_waiting',
    help: 'Errands in the outbox of a room that were not delivered yet, 10,000 at the most; the same from every process. NaN where it is not known.',
    labelNames: ['room'],
    registers: [registry],
    async collect() {
      await set(this, ({ count }) => count);
    },
  });
  new Gauge({
    name: 'seisi_errands_waiting_seconds',
    help: 'For how long the oldest of them has waited; NaN where it is not known.',
    labelNames: ['room'],
    registers: [registry],
    async collect() {
      await set(this, ({ oldestSeconds }) => oldestSeconds);
    },
  });
  return (room, state) => void rooms.set(room, readOnce(state));
}

const UNKNOWN: Waiting = { count: Number.NaN, oldestSeconds: Number.NaN };

/** Read once a scrape, in which both gauges are read at once; NaN where it is not known, for 0 would say that nothing waits. */
function readOnce(state: Read): Read {
  let underWay: Promise<Waiting> | null = null;
  return () => {
    underWay ??= state()
      .catch(() => UNKNOWN)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
}
