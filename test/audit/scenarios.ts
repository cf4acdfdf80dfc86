import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Intake } from '@seisi/gateway/audit/intake';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import type { LoadOrder } from './load.ts';
import { Promises } from './promises.ts';
import type { DisposableServer } from './server.ts';
import { mountDisk, unmountDisk } from './small-disk.ts';
import { type Tally, tally } from './tally.ts';
import { emptyTree, takeIntoTree } from './tree.ts';

/** What a scenario has in its hands: the server, the folder of the second sink, and the process under load. */
export type World = {
  readonly server: DisposableServer;
  readonly folder: string;
  /** Kills the gateway's process and starts another one. */
  killGateway(): Promise<void>;
  /** Waits until some more receipts were promised. */
  flow(): Promise<void>;
  /** Waits until somebody more was refused. */
  refusals(): Promise<void>;
};

/** A way in which things fail under load, again and again. */
export type Scenario = {
  readonly name: string;
  readonly proves: string;
  /** One disturbance, from its beginning to its end. */
  readonly disturb: (world: World) => Promise<void>;
  /** Whether both sinks fail at times, so that somebody must have been refused. */
  readonly refuses: boolean;
  /** The disk of the files says that it is full after so many bytes. */
  readonly diskBytes?: number;
  /** The files are on a file system of their own of so many bytes; it can be had where whoever runs this may mount one. */
  readonly mountedBytes?: number;
};

/** Longer than a sink may take in these proofs. */
const LONGER_MS = 900;
const DEADLINE_MS = 600;

async function untilDiskIsFull({ server, refusals }: World): Promise<void> {
  await server.allow(false);
  await refusals();
  await server.allow(true);
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'gateway-killed',
    proves: 'the gateway is killed while the table takes receipts, and while files do',
    refuses: false,
    disturb: async ({ server, killGateway, flow }) => {
      await killGateway();
      await flow();
      await server.allow(false);
      await flow();
      await killGateway();
      await flow();
      await server.allow(true);
    },
  },
  {
    name: 'database-killed',
    proves: 'PostgreSQL is killed and started again',
    refuses: false,
    disturb: ({ server }) => server.killFor(200),
  },
  {
    name: 'database-hangs',
    proves: 'PostgreSQL stands still for longer than the deadline, and does late what it was told before',
    refuses: false,
    disturb: ({ server, flow }) =>
      server.whileStopped(async () => {
        await sleep(LONGER_MS);
        await flow();
      }),
  },
  {
    name: 'sessions-ended',
    proves: 'connections are ended in the middle of commits',
    refuses: false,
    disturb: async ({ server }) => {
      for (let time = 0; time < 5; time += 1) await server.endSessions();
    },
  },
  {
    name: 'right-revoked',
    proves: 'the right to write is taken away and given back',
    refuses: false,
    disturb: async ({ server, flow }) => {
      await server.allow(false);
      await flow();
      await server.allow(true);
    },
  },
  {
    name: 'both-stopped',
    proves: 'the table and the folder of the files are away at once, and come back one after the other',
    refuses: true,
    disturb: async ({ server, folder, flow, refusals }) => {
      await server.allow(false);
      await flow();
      renameSync(folder, `${folder}.away`);
      await refusals();
      if (Math.random() < 0.5) await server.allow(true);
      await sleep(100);
      renameSync(`${folder}.away`, folder);
      await server.allow(true);
    },
  },
  {
    name: 'hung-and-away',
    proves: 'PostgreSQL hangs while there is no folder, and does late what nobody was promised',
    refuses: true,
    disturb: async ({ server, folder, refusals }) => {
      renameSync(folder, `${folder}.away`);
      await server.whileStopped(refusals);
      renameSync(`${folder}.away`, folder);
    },
  },
  {
    name: 'disk-full',
    proves: 'the disk of the files is full while the table takes nothing',
    refuses: true,
    diskBytes: 200_000,
    disturb: untilDiskIsFull,
  },
  {
    name: 'disk-really-full',
    proves:
      'the file system of the files is full (ENOSPC of the system itself) while the table takes nothing',
    refuses: true,
    mountedBytes: 256 * 1024,
    disturb: untilDiskIsFull,
  },
];

const GIVE_UP_MS = 120_000;

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + GIVE_UP_MS; !isSo(); await sleep(10))
    if (Date.now() > end) throw new Error('What was waited for did not come.');
}

/** How much a proof asks for. */
export type Size = { readonly receipts: number; readonly disturbances: number };

/** Runs one scenario until so many receipts were promised and so often things failed, and says what became of the promises. */
export async function prove(
  scenario: Scenario,
  server: DisposableServer,
  size: Size,
): Promise<Tally & { refused: number }> {
  await server.sql(emptyTree);
  const folder = mkdtempSync(join(tmpdir(), 'seisi-receipts-'));
  if (scenario.mountedBytes !== undefined) mountDisk(folder, scenario.mountedBytes);
  const promises = new Promises();
  const order: LoadOrder = {
    url: server.url,
    folder,
    callers: 16,
    subjects: 2,
    deadlineMs: DEADLINE_MS,
    diskBytes: scenario.diskBytes ?? null,
  };
  const killGateway = async () => {
    await promises.kill();
    promises.start(order);
  };
  const flow = () => {
    const before = promises.kept.size;
    return until(() => promises.kept.size > before + 100);
  };
  const refusals = () => {
    const before = promises.refused;
    return until(() => promises.refused > before);
  };
  promises.start(order);
  try {
    await flow();
    for (let times = 0; times < size.disturbances || promises.kept.size < size.receipts; times += 1) {
      await scenario.disturb({ server, folder, killGateway, flow, refusals });
      // Between two disturbances things go well for a while.
      await flow();
    }
    await promises.end();
    await takeIn(server, folder);
    return { ...tally(promises.kept, await takeIntoTree(server)), refused: promises.refused };
  } finally {
    await promises.kill();
    if (scenario.mountedBytes !== undefined) unmountDisk(folder);
    for (const path of [folder, `${folder}.away`]) rmSync(path, { recursive: true, force: true });
  }
}

/** What the next start of a gateway does with files, whoever died over them. */
async function takeIn(server: DisposableServer, folder: string): Promise<void> {
  const notices: string[] = [];
  const table = new TableSink(server.url, GIVE_UP_MS);
  const intake = new Intake({ folder, table, claimMs: -1, onNotice: (line) => notices.push(line) });
  await intake.takeAll();
  await intake.close();
  const left = existsSync(folder) ? readdirSync(folder) : ['the folder itself is gone'];
  if (left.length > 0) throw new Error(`Not taken in: ${left.join(', ')}\n${notices.join('\n')}`);
}
