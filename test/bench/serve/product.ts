import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway } from '@seisi/gateway/serve';
import type { Config } from '@seisi/migrations/config';
import { databaseOf } from '@seisi/migrations/connection';
import { openReceipts } from '@seisi/migrations/receipts';
import { roomUrl } from '@seisi/migrations/roles';
import { readSecrets } from '@seisi/migrations/secrets';
import { benchConfig } from '../config.ts';
import type { Order, Serving } from '../order.ts';

/** The gateway as `start` opens it, with rooms elsewhere where the order names them; receipts null are where `start` keeps them. */
export async function serveProduct(
  { home, adminUrl, rooms }: Order,
  receipts: Config['receipts'],
): Promise<Serving> {
  const config = { ...benchConfig(home), receipts };
  const secrets = readSecrets(config);
  const onNotice = (line: string) => void process.stderr.write(`${line}\n`);
  const kept = await openReceipts(config, adminUrl, secrets, onNotice);
  const gateway = await startGateway({
    port: 0,
    roomDatabaseUrl: (room) => roomUrl(adminUrl, databaseOf(adminUrl), room, secrets),
    secrets,
    issuer: { kind: 'DEVELOPMENT' },
    remoteRooms: new Map(Object.entries(rooms)),
    ...(kept === null ? {} : { receipts: kept }),
    onNotice,
  });
  // After a registry was filled, the first start copies the facts of grounds; nobody is sent there before.
  while (!(await fetch(`${gateway.url}/health/ready`)).ok) await sleep(10);
  return { url: `${gateway.url}/graphql`, close: () => gateway.close().finally(() => kept?.close()) };
}
