/** The product as `start` runs it: the gateway with every room in its process, and everything on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway } from '@seisi/gateway/serve';
import { databaseOf } from '@seisi/migrations/connection';
import { roomUrl } from '@seisi/migrations/roles';
import { readSecrets } from '@seisi/migrations/secrets';
import { benchConfig } from '../config.ts';
import { serveOrder } from '../order.ts';

serveOrder(async ({ home, adminUrl, rooms }) => {
  const secrets = readSecrets(benchConfig(home));
  const gateway = await startGateway({
    port: 0,
    roomDatabaseUrl: (room) => roomUrl(adminUrl, databaseOf(adminUrl), room, secrets),
    secrets,
    issuer: { kind: 'DEVELOPMENT' },
    remoteRooms: new Map(Object.entries(rooms)),
    onNotice: (line) => process.stderr.write(`${line}\n`),
  });
  // After a registry was filled, the first start copies the facts of grounds; nobody is sent there before.
  while (!(await fetch(`${gateway.url}/health/ready`)).ok) await sleep(10);
  return { url: `${gateway.url}/graphql`, close: gateway.close };
});
