import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house.ts';
import type { Clients } from './house-clients.ts';

/** What a scenario has in its hands. */
export type HouseWorld = {
  readonly house: House;
  readonly clients: Clients;
  /** Waits until some more receipts were received. */
  flow(): Promise<void>;
  /** Waits for something that must come. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>;
};

/** A way in which the product fails under load, again and again. */
export type HouseScenario = {
  readonly name: string;
  readonly proves: string;
  readonly workers: number;
  /** In how many ways things go wrong: each disturbance takes the next one. */
  readonly ways: number;
  /** One disturbance, from its beginning to its end; they are counted from 0. */
  readonly disturb: (world: HouseWorld, time: number) => Promise<void>;
  /** Whether both sinks fail at times, so that somebody must have been refused. */
  readonly refuses: boolean;
  /** Whether nothing fails but receipts, so that no public question may go unanswered. */
  readonly isPublicUntouched: boolean;
};

/** Longer than a sink may be silent about a group. */
const LONGER_THAN_DEADLINE_MS = 2500;

async function untilRefused({ clients, until }: HouseWorld): Promise<void> {
  const before = clients.refused;
  await until(() => clients.refused > before);
}

/** While nothing can be kept: classified questions are refused, every one of them, and public ones are answered. */
async function expectNothingLeaves(world: HouseWorld): Promise<void> {
  const { clients, until } = world;
  await untilRefused(world);
  // Answers whose record was made before are still on their way.
  await sleep(300);
  const [received, refused, answered] = [clients.received.size, clients.refused, clients.publicAnswers];
  await until(() => clients.refused > refused + 30 && clients.publicAnswers > answered + 5);
  if (clients.received.size !== received) clients.faults.push('a receipt came while none could be kept');
}

/** In the folder's place stands a file: nothing can be written there, whoever one is. */
function takeFolderAway({ receipts }: House): void {
  renameSync(receipts, `${receipts}.away`);
  writeFileSync(receipts, '');
}

function giveFolderBack({ receipts }: House): void {
  rmSync(receipts);
  renameSync(`${receipts}.away`, receipts);
}

/** The ways in which the table can be away, and back. */
const AWAY: readonly ((house: House, act: () => Promise<void>) => Promise<void>)[] = [
  async (house, act) => {
    await house.allow(false);
    await act();
    await house.allow(true);
  },
  async (house, act) => {
    await house.sql((sql) => sql`alter table receipt.incoming rename to elsewhere`);
    await act();
    await house.sql((sql) => sql`alter table receipt.elsewhere rename to incoming`);
  },
  (house, act) =>
    house.sql(async (sql) => {
      await sql.begin(async (transaction) => {
        await transaction`lock table receipt.incoming in access exclusive mode`;
        await sleep(LONGER_THAN_DEADLINE_MS);
        await act();
      });
    }),
];

export const HOUSE_SCENARIOS: readonly HouseScenario[] = [
  {
    name: 'worker-killed',
    proves: 'one of two workers is killed while the other answers, over the table and over files',
    workers: 2,
    ways: 2,
    refuses: false,
    isPublicUntouched: true,
    disturb: async ({ house, flow, until }, time) => {
      if (time % 2 === 1) await house.allow(false);
      await flow();
      const [worker = 0] = house.workerProcesses();
      process.kill(worker, 'SIGKILL');
      await flow();
      if (time % 2 === 1) await house.allow(true);
      await until(async () => (await house.sequencers()) === 2);
    },
  },
  {
    name: 'start-killed',
    proves: 'the gateway is killed with its sequencer, over the table and over files, and started again',
    workers: 1,
    ways: 2,
    refuses: false,
    isPublicUntouched: true,
    disturb: async ({ house, flow }, time) => {
      if (time % 2 === 1) {
        await house.allow(false);
        await flow();
      }
      await house.kill();
      await house.start();
    },
  },
  {
    name: 'table-away',
    proves:
      'the table of receipts is forbidden, renamed or locked, answers go on over files, and it is given back',
    workers: 1,
    ways: 3,
    refuses: false,
    isPublicUntouched: true,
    disturb: async ({ house, flow, until }, time) => {
      const away = AWAY[time % AWAY.length] as (typeof AWAY)[number];
      await away(house, async () => {
        await until(() => house.files().length > 0);
        await flow();
      });
    },
  },
  {
    name: 'both-away',
    proves:
      'neither table nor folder take receipts: classified questions are refused, public ones are answered',
    workers: 1,
    ways: 2,
    refuses: true,
    isPublicUntouched: true,
    disturb: async (world, time) => {
      const { house, flow } = world;
      await house.allow(false);
      // At times the file is open already when its folder goes.
      if (time % 2 === 1) await flow();
      takeFolderAway(house);
      await expectNothingLeaves(world);
      if (time % 3 === 0) await house.allow(true);
      giveFolderBack(house);
      await flow();
      await house.allow(true);
    },
  },
  {
    name: 'sequencer-ended',
    proves: 'the connection of the sequencer is ended in the middle of its batches',
    workers: 1,
    ways: 1,
    refuses: false,
    isPublicUntouched: true,
    disturb: async ({ house, flow, until }) => {
      let ended = 0;
      for (let time = 0; time < 20; time += 1) {
        ended += await house.endSequencers();
        await sleep(15 * Math.random());
      }
      await flow();
      await until(() => ended > 0);
    },
  },
  {
    name: 'database-killed',
    proves:
      'one process of PostgreSQL is killed, and all of it: the start ends by itself and is started again',
    workers: 1,
    ways: 2,
    refuses: false,
    isPublicUntouched: false,
    disturb: async ({ house, clients, flow }, time) => {
      if (time % 2 === 0) {
        await house.killDatabase('ONE');
        await flow();
        return;
      }
      await house.killDatabase('ALL');
      const code = await house.end();
      if (code !== 1) clients.faults.push(`the start ended with ${code}`);
      await house.start();
    },
  },
];
