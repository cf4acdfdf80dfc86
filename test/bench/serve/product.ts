import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@seisi/migrations/config';
import { openGateway } from '@seisi/migrations/open-gateway';
import { readSecrets } from '@seisi/migrations/secrets';
import { benchConfig } from '../config.ts';
import type { Order, Serving } from '../order.ts';

/** The gateway as `start` opens it, with rooms elsewhere where the order names them; receipts null are where `start` keeps them. */
export async function serveProduct(
  { home, adminUrl, rooms }: Order,
  receipts: Config['receipts'],
): Promise<Serving> {
  // A handful of clients ask as fast as they can: their budgets would be empty at once.
  const config = { ...benchConfig(home), port: 0, receipts, budgets: 'OFF' as const };
  const gateway = await openGateway(
    { config, adminUrl },
    readSecrets(config),
    new Map(Object.entries(rooms)),
  );
  // After a registry was filled, the first start copies the facts of grounds; nobody is sent there before.
  while (!(await fetch(`${gateway.url}/health/ready`)).ok) await sleep(10);
  return { url: `${gateway.url}/graphql`, close: gateway.close };
}
