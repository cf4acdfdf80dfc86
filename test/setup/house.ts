import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { startGateway } from '@seisi/gateway/serve';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { testDatabase } from './postgres.ts';

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
  readonly headers?: Readonly<Record<string, string>>;
};

/** The whole house over HTTP: gateway and every room in this process, on a seeded database of its own. */
export type House = {
  readonly url: string;
  readonly adminUrl: string;
  /** Asks as a persona with its real token, or without one. */
  ask(who: PersonaName | null, question: Question): Promise<Answer>;
  tokenOf(who: PersonaName): Promise<string>;
  /** The statements since the last call, by text. */
  statements(): string[];
  /** What the operator was told since the last call. */
  notices(): string[];
  close(): Promise<void>;
};

/** Opens the house on sixty households of seed 1 (`registryRows({seed: 1, households: 60, …})` are its rows), by its own clock or by the one given. */
export async function openHouse({ now = Date.now }: { readonly now?: () => number } = {}): Promise<House> {
  const database = await testDatabase({ seeded: true });
  const statements: string[] = [];
  const notices: string[] = [];
  const gateway = await startGateway({
    port: 0,
    roomDatabaseUrl: database.roomUrl,
    secrets: database.secrets,
    issuer: { kind: 'DEVELOPMENT' },
    now,
    onStatement: (text) => statements.push(text),
    onNotice: (line) => notices.push(line),
  });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: PersonaName) => {
    const at = { issuer: DEVELOPMENT_ISSUER, now: new Date(now()) };
    const token = tokens.get(who) ?? signPersonaToken(personas[who].token, database.secrets.issuerKey, at);
    tokens.set(who, token);
    return token;
  };
  return {
    url: gateway.url,
    adminUrl: database.adminUrl,
    tokenOf,
    ask: async (who, { headers, ...question }) => {
      const authorization = who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
      return post(gateway.url, question, { ...authorization, ...headers });
    },
    statements: () => statements.splice(0),
    notices: () => notices.splice(0),
    close: async () => {
      await gateway.close();
      await database.close();
    },
  };
}

/** Posts one GraphQL request and reads the answer. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: readonly AnswerError[] };
  return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [], text };
}
