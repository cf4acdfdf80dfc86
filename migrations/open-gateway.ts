import type { DocumentSettings } from '@seisi/gateway/documents/setting';
import type { Listening } from '@seisi/gateway/http/server';
import type { MessageSetting } from '@seisi/schema/message-setting';
import { ManifestProblem } from '@seisi/schema/operations/manifest';
import type { Outside } from '@seisi/schema/outside';
import { type Config, readConfig, readEnvironment } from './config.ts';
import { databaseOf } from './connection.ts';
import { developmentPage } from './development-page.ts';
import { documentsFolder, noticesFolder, outgoingFolder, publicUrl } from './home.ts';
import { openBudgets } from './open-budgets.ts';
import { openReceipts } from './open-receipts.ts';
import { openRegisters } from './open-registers.ts';
import { openSeeing } from './open-seeing.ts';
import { Refusal } from './refusal.ts';
import { gatewayUrl, readsUrl, roomUrl } from './roles.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { showWaiting } from './show-waiting.ts';

/** What one process of the gateway is opened from. */
export type GatewayOrder = {
  readonly config: Config;
  /** The registry, as its administrator; rooms open it as their own roles. */
  readonly adminUrl: string;
};

const NOTHING = async (): Promise<void> => {};

/** A gateway that serves, and what it reads anew. */
export type OpenedGateway = Listening & {
  /** Reads settings and secrets anew, and goes by them from the next request on: all of them or none. What was done, in a sentence. @throws Refusal and others, with a sentence */
  reload(): string;
};

type Environment = ReturnType<typeof readEnvironment>;

/** Opens the gateway with its rooms and its receipts in this process; rooms elsewhere are those of the environment, or those given. Loaded when it is needed, for it is the largest part of a start. */
export async function openGateway(
  order: GatewayOrder,
  secrets: Secrets,
  remoteRooms?: ReadonlyMap<string, string>,
): Promise<OpenedGateway> {
  // Rooms elsewhere ask registers for themselves.
  const registers = remoteRooms === undefined ? await openRegisters(order.config) : null;
  try {
    const gateway = await serveGateway(order, secrets, {
      remoteRooms,
      outside: registers?.outside ?? new Map(),
    });
    const close = async () => {
      await gateway.close();
      await registers?.close();
    };
    return { ...gateway, close };
  } catch (error) {
    await registers?.close();
    throw error;
  }
}

type Beyond = {
  readonly remoteRooms: ReadonlyMap<string, string> | undefined;
  readonly outside: Outside;
};

async function serveGateway(
  { config, adminUrl }: GatewayOrder,
  secrets: Secrets,
  { remoteRooms, outside }: Beyond,
): Promise<OpenedGateway> {
  const { startGateway } = await import('@seisi/gateway/serve');
  const { corsOrigins, remoteRoomUrls } = await import('@seisi/gateway/config');
  const onNotice = (line: string) => void process.stderr.write(`${line}\n`);
  const originsNow = (environment: Environment) => corsOrigins(environment['CORS_ORIGINS'] ?? '');
  const seeing = await openSeeing(config);
  const receipts = await openReceipts(config, adminUrl, secrets, onNotice, seeing?.observer.group);
  const urlOf = (room: string) => roomUrl(adminUrl, databaseOf(adminUrl), room, secrets);
  const shown = { adminUrl, urlOf, keepsReceipts: receipts !== null };
  const endWaiting = seeing === null ? NOTHING : await showWaiting(seeing.observer, shown);
  const budgets = await openBudgets(config, gatewayUrl(adminUrl, databaseOf(adminUrl), secrets));
  const close = async () => {
    await budgets?.close();
    await receipts?.close();
    await endWaiting();
    await seeing?.close();
  };
  try {
    const gateway = await startGateway({
      port: config.port,
      roomDatabaseUrl: urlOf,
      readsDatabaseUrl: readsUrl(adminUrl, databaseOf(adminUrl), secrets),
      secrets,
      issuer: config.issuer === null ? { kind: 'DEVELOPMENT' } : { kind: 'REMOTE', ...config.issuer },
      remoteRooms: remoteRooms ?? remoteRoomUrls(),
      corsOrigins: originsNow(readEnvironment()),
      ...(config.issuer === null ? { page: developmentPage() } : {}),
      ...(receipts === null ? {} : { receipts }),
      ...{ messages: messagesOf(config), outgoing: outgoingFolder(config), publicUrl: publicUrl(config) },
      documents: documentsOf(config),
      outside,
      schemaTelling: config.tellsSchema ? 'BY_RIGHTS' : 'OFF',
      ...(config.operations === null ? {} : { registered: config.operations }),
      ...(budgets === null ? {} : { budgets }),
      ...(seeing === null ? {} : { observer: seeing.observer }),
      onNotice,
    });
    // Answers under way still need their receipts.
    return {
      url: gateway.url,
      reload: () => {
        const environment = readEnvironment();
        const changed = readConfig(environment);
        const [origins, keys] = [originsNow(environment), readSecrets(changed)];
        gateway.reload({ corsOrigins: origins });
        gateway.renew(keys);
        return toldOfReload(config, changed);
      },
      close: async () => {
        await gateway.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error instanceof ManifestProblem ? new Refusal(error.message) : error;
  }
}

/** How notices leave the rooms of this house. */
function messagesOf(config: Config): MessageSetting {
  return config.notices ?? { kind: 'FILE', folder: noticesFolder(config) };
}

/** Where documents are kept, and who looks at them. */
function documentsOf(config: Config): DocumentSettings {
  const { store, scan } = config.documents;
  return { store: store ?? { kind: 'LOCAL', folder: documentsFolder(config) }, scan };
}

/** What does not change while the process lives, by its variable. */
const AT_START = {
  PORT: ({ port }) => port,
  WEB_CONCURRENCY: ({ workers }) => workers,
  DATABASE_URL: ({ databaseUrl }) => databaseUrl,
  SEISI_HOME: ({ home }) => home,
  SEISI_ISSUER: ({ issuer }) => JSON.stringify(issuer),
  SEISI_RECEIPTS: ({ receipts }) => JSON.stringify(receipts),
  SEISI_OUTGOING: ({ outgoing }) => outgoing,
  SEISI_PUBLIC_URL: ({ publicUrl: url }) => url,
  SEISI_DOCUMENTS: ({ documents }) => JSON.stringify(documents.store),
  SEISI_SCAN: ({ documents }) => JSON.stringify(documents.scan),
  SEISI_REGISTERS: ({ registers }) => JSON.stringify([...(registers ?? [])]),
  SEISI_OPERATIONS: ({ operations }) => JSON.stringify(operations),
  SEISI_NOTICES: ({ notices }) => JSON.stringify(notices),
  SEISI_INTROSPECTION: ({ tellsSchema }) => tellsSchema,
  SEISI_BUDGETS: ({ budgets }) => budgets,
} satisfies Record<string, (config: Config) => unknown>;

function toldOfReload(old: Config, changed: Config): string {
  const waiting = Object.entries(AT_START).filter(([, of]) => of(old) !== of(changed));
  const rest =
    waiting.length === 0 ? '' : ` ${waiting.map(([name]) => name).join(', ')} change at a restart.`;
  return `Settings and keys were read anew.${rest}`;
}
