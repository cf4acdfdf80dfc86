import type { Listening } from '@seisi/gateway/http/server';
import type { Config } from './config.ts';
import { databaseOf } from './connection.ts';
import { roomUrl } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** What one process of the gateway is opened from. */
export type GatewayOrder = {
  readonly config: Config;
  /** The registry, as its administrator; rooms open it as their own roles. */
  readonly adminUrl: string;
};

/** Opens the gateway with its rooms in this process. Loaded when it is needed, for it is the largest part of a start. */
export async function openGateway({ config, adminUrl }: GatewayOrder, secrets: Secrets): Promise<Listening> {
  const { startGateway } = await import('@seisi/gateway/serve');
  const { remoteRoomUrls } = await import('@seisi/gateway/config');
  return startGateway({
    port: config.port,
    roomDatabaseUrl: (room) => roomUrl(adminUrl, databaseOf(adminUrl), room, secrets),
    secrets,
    issuer: config.issuer === null ? { kind: 'DEVELOPMENT' } : { kind: 'REMOTE', ...config.issuer },
    remoteRooms: remoteRoomUrls(),
    onNotice: (line) => process.stderr.write(`${line}\n`),
  });
}
