import { setTimeout as sleep } from 'node:timers/promises';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { type Audit, verifyStored } from '../../subgraphs/receipt/stored.audit.ts';
import type { House } from './house.ts';
import { Clients } from './house-clients.ts';
import type { HouseScenario, HouseWorld } from './house-scenarios.ts';
import type { Size } from './scenarios.ts';
import { type Tally, tally } from './tally.ts';
import { readTree } from './tree.ts';

/** What became of the receipts that clients received, and what they saw besides. */
export type HouseTally = Tally &
  Pick<Clients, 'refused' | 'publicAnswers' | 'publicFailures' | 'cut' | 'unanswered' | 'faults'> & {
    /** What an audit of all that is stored says. */
    readonly audit: Audit;
  };

const GIVE_UP_MS = 60_000;
const SOME = 12;

/** Runs one scenario until so many receipts were received and so often things failed, waits until all are in the tree, and compares. */
export async function proveHouse(scenario: HouseScenario, house: House, size: Size): Promise<HouseTally> {
  const clients = new Clients(house);
  const until: HouseWorld['until'] = async (isSo) => {
    for (const end = Date.now() + GIVE_UP_MS; !(await isSo()); await sleep(10))
      if (Date.now() > end)
        throw new Error(`What was waited for did not come.\n${house.notices.slice(-4000)}`);
  };
  const flow = () => {
    const before = clients.received.size;
    return until(() => clients.received.size > before + SOME);
  };
  if (house.workers !== scenario.workers) {
    await house.stop();
    await house.start(scenario.workers);
  }
  await clients.start();
  try {
    await flow();
    for (let time = 0; time < size.disturbances || clients.received.size < size.receipts; time += 1) {
      await scenario.disturb({ house, clients, flow, until }, time);
      // Between two disturbances things go well for a while.
      await flow();
    }
  } finally {
    await clients.stop();
  }
  await house.drained();
  const { refused, publicAnswers, publicFailures, cut, unanswered, faults } = clients;
  const rows = await house.sql(readTree);
  const audit = await house.sql((sql) => verifyStored(sql, [noteVerifier(ORIGIN, house.secrets.receiptKey)]));
  return {
    ...tally(clients.received, rows),
    ...{ refused, publicAnswers, publicFailures, cut, unanswered, faults },
    audit,
  };
}

/** What of it must not be, by name; none where the proof holds. */
export function houseFaults(scenario: HouseScenario, told: HouseTally): string[] {
  const { lost, doubled, altered, misnumbered, faults, audit } = told;
  const lists = Object.entries({ lost, doubled, altered, misnumbered });
  const isOf = (holds: boolean, fault: string) => (holds ? [] : [fault]);
  return [
    ...lists.flatMap(([name, list]) => isOf(list.length === 0, `${name}: ${list.slice(0, 3).join(', ')}`)),
    ...faults.slice(0, 3),
    ...isOf(audit.finding === null, `the audit found ${JSON.stringify(audit.finding)}`),
    ...isOf(audit.conflicts === 0, `${audit.conflicts} conflicts`),
    ...isOf(audit.size === told.promised + told.unpromised, `the tree is of ${audit.size}`),
    ...isOf(told.publicAnswers > 0, 'no public question was answered'),
    ...isOf(
      told.publicFailures === 0 || !scenario.isPublicUntouched,
      `${told.publicFailures} public questions were not answered`,
    ),
    ...isOf(told.refused > 0 === scenario.refuses, `${told.refused} were refused`),
  ];
}
