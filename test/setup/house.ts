import { setTimeout as sleep } from 'node:timers/promises';
import type { Budgets } from '@seisi/gateway/budgets';
import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import type { Observer } from '@seisi/gateway/observer';
import type { Receipts } from '@seisi/gateway/receipts';
import { startGateway } from '@seisi/gateway/serve';
import type { GatewaySettings } from '@seisi/gateway/serve-settings';
import { developmentPage } from '@seisi/migrations/development-page';
import type { Secrets } from '@seisi/migrations/secrets';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import { inject } from 'vitest';
import { testDatabase } from './postgres.ts';
import { serveRooms } from './served-rooms.ts';

/** An answer as a client receives it. */
export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; each test says what it expects of it.
  readonly data: any;
  readonly errors: readonly AnswerError[];
  /** The body, byte for byte. */
  readonly text: string;
};

export type AnswerError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
};

/** One question: a document, its variables, and headers beside the token. */
export type Question = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** What the client asks to be told beside the answer, such as `{ cost: true }`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The whole house: gateway and every room in this process, on a seeded database of its own; asked over HTTP. */
export type House = {
  readonly url: string;
  readonly adminUrl: string;
  /** Those of gateway and rooms: the same for every house of a test run. */
  readonly secrets: Secrets;
  /** Asks as a persona with its real token, or without one. */
  ask(who: PersonaName | null, question: Question): Promise<Answer>;
  tokenOf(who: PersonaName): Promise<string>;
  /** A token of the issuer's, of this moment by the clock of the house. */
  sign(token: PersonaToken): Promise<string>;
  /** Asks with a token of the issuer's that no persona has. */
  askWith(token: PersonaToken, question: Question): Promise<Answer>;
  /** The statements since the last call, by text. */
  statements(): string[];
  /** What the operator was told since the last call. */
  notices(): string[];
  /** Goes by other keys; rooms in other processes take passports of these. */
  renew(secrets: Secrets, passportKeys: readonly Secrets['passportKey'][]): void;
  close(): Promise<void>;
};

/** How a house is opened: by default by its own clock, with every room in the gateway's process unless the run says otherwise. */
export type HouseOptions = {
  readonly now?: () => number;
  /** `http`: every room listens on a port of its own, and the gateway calls it. */
  readonly rooms?: 'in-process' | 'http';
  /** What stands between the gateway and such a room: given its name and address, the address that the gateway is told. */
  readonly between?: (room: string, url: string) => Promise<string>;
  /** The same between the rooms. */
  readonly betweenRooms?: (room: string, url: string) => Promise<string>;
  readonly deadlineMs?: number;
  /** How many requests are answered at a time, and how many wait. */
  readonly admission?: GatewaySettings['admission'];
  /** What clients of agreements registered. */
  readonly registered?: GatewaySettings['registered'];
  /** Which schema introspection tells. */
  readonly schemaTelling?: GatewaySettings['schemaTelling'];
  /** For how long facts of grounds are relied upon; 900 ms where a process serves. */
  readonly leaseMs?: number;
  /** Services outside of the house. */
  readonly outside?: GatewaySettings['outside'];
  /** How much each client may ask, closed with the house. Nobody counts unless it is said. */
  readonly budgets?: Budgets;
  /** Where receipts are kept: what the test opened and closes, or what opens the sink at the table's address, closed with the house. None are made unless it is said. */
  readonly receipts?: Receipts | ((tableUrl: string) => Receipts);
  /** Where rooms put files that are carried on from there; they make none unless it is said. */
  readonly outgoing?: string;
  /** Where bytes of documents are kept, and who looks at them; none are taken unless it is said. */
  readonly documents?: GatewaySettings['documents'];
  /** What an operator sees of it. */
  readonly observer?: Observer;
};

/** What is opened only where a test says so. */
function beside({ documents, observer, schemaTelling }: HouseOptions) {
  return {
    ...(documents === undefined ? {} : { documents }),
    ...(observer === undefined ? {} : { observer }),
    ...(schemaTelling === undefined ? {} : { schemaTelling }),
  };
}

const UNPACED = { most: 128, mostWaiting: 256, patienceMs: 10_000 };

/** Opens the house on sixty households of seed 1 (`registryRows({seed: 1, households: 60, …})` are its rows). */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const {
    now = Date.now,
    rooms = inject('rooms') ?? 'in-process',
    between = direct,
    betweenRooms = direct,
    deadlineMs,
    leaseMs = TEST_LEASE_MS,
    receipts: given,
    registered,
    admission,
    budgets,
    outside = new Map(),
  } = options;
  const database = await testDatabase({ seeded: true });
  const receipts = typeof given === 'function' ? given(database.gatewayUrl) : given;
  const statements: string[] = [];
  const notices: string[] = [];
  const shared = {
    now,
    leaseMs,
    onStatement: (text: string) => statements.push(text),
    onNotice: (line: string) => notices.push(line),
    ...(options.outgoing === undefined ? {} : { outgoing: options.outgoing }),
  };
  const served = rooms === 'http' ? await serveRooms(database, { ...shared, betweenRooms, outside }) : null;
  const addresses = [...(served?.urls ?? [])].map(
    async ([room, url]) => [room, await between(room, url)] as const,
  );
  const gateway = await startGateway({
    port: 0,
    roomDatabaseUrl: database.roomUrl,
    readsDatabaseUrl: database.readsUrl,
    secrets: database.secrets,
    issuer: { kind: 'DEVELOPMENT' },
    page: developmentPage(),
    remoteRooms: new Map(await Promise.all(addresses)),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(receipts === undefined ? {} : { receipts }),
    ...(registered === undefined ? {} : { registered }),
    // Tests ask as many at once as they like, on machines that have no time: the pace of a product that is too busy would refuse some.
    admission: admission ?? UNPACED,
    ...(budgets === undefined ? {} : { budgets }),
    outside,
    ...beside(options),
    ...shared,
  });
  await untilReady(gateway.url, notices);
  const tokens = new Map<string, Promise<string>>();
  const sign = (token: PersonaToken) => {
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date(now()) };
    return signPersonaToken(token, database.secrets.issuerKey, at);
  };
  const tokenOf = (who: PersonaName) => {
    const token = tokens.get(who) ?? sign(personas[who].token);
    tokens.set(who, token);
    return token;
  };
  return {
    url: gateway.url,
    adminUrl: database.adminUrl,
    secrets: database.secrets,
    tokenOf,
    sign,
    askWith: async (token, { headers, ...question }) =>
      post(gateway.url, question, { authorization: `Bearer ${await sign(token)}`, ...headers }),
    ask: async (who, { headers, ...question }) => {
      const authorization = who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
      return post(gateway.url, question, { ...authorization, ...headers });
    },
    renew: (secrets, passportKeys) => {
      served?.renew(secrets, passportKeys);
      gateway.renew(secrets);
    },
    statements: () => statements.splice(0),
    notices: () => notices.splice(0),
    close: async () => {
      await gateway.close();
      await served?.close();
      if (typeof given === 'function') await receipts?.close();
      await budgets?.close();
      await database.close();
    },
  };
}

/** A machine that runs many tests may be held up for longer than the lease of a process that serves. */
const TEST_LEASE_MS = 30_000;

/** A room apart may take longer to open, on a machine that has no time, than a gateway waits: no test means that. */
async function untilReady(url: string, notices: string[]): Promise<void> {
  const told = notices.indexOf('Not every room is ready.');
  if (told < 0) return;
  const isReady = async () => (await fetch(`${url}/health/ready`)).ok;
  for (let tries = 0; tries < MOST_TRIES && !(await isReady()); tries += 1) await sleep(PAUSE_MS);
  notices.splice(told, 1);
}

const MOST_TRIES = 50;
const PAUSE_MS = 100;

const direct = async (_room: string, url: string) => url;

/** Posts one GraphQL request and reads the answer. */
async function post(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: readonly AnswerError[] };
  return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [], text };
}
