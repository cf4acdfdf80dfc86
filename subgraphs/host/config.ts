import type { JsonWebKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type MessageSetting, readMessageSetting } from '@seisi/schema/message-setting';
import { refuseOpenWay } from '@seisi/schema/open-way';
import { type Outside, readOutside } from '@seisi/schema/outside';
import { type FormerKey, readFormerKeys } from '@seisi/schema/receipt/former-key';
import type { JSONWebKeySet } from 'jose';
import type { Issuer } from './context.ts';

/** What the environment says to a room that runs as a process of its own. */
export type RoomConfig = {
  /** The room's database, as the room's own role. */
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Where other rooms take calls, by name (`SUBGRAPH_URL_<ROOM>`). */
  readonly neighbours: ReadonlyMap<string, string>;
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** The masters in the person room, the room's own elsewhere; none where the room takes no facts. */
  readonly factsKeys: readonly string[];
  /** The pair that signs the log of receipts; null in every room but that one. */
  readonly signingKey: JsonWebKey | null;
  /** Public keys by which that log was signed before (`receipt-former-keys.json`). */
  readonly formerSigningKeys: readonly FormerKey[];
  /** The pair of the room that issues credentials, and where the house is reached (`SEISI_PUBLIC_URL`); null in every room but that one. */
  readonly issuer: Issuer | null;
  /** How messages leave (`SEISI_NOTICES`); null: this process carries no errands. */
  readonly messages: MessageSetting | null;
  /** Where the room puts files that are carried on from there (`SEISI_OUTGOING`); null: this process makes none. */
  readonly outgoing: string | null;
  /** Registers outside of the house (`SEISI_REGISTERS`); none where the room asks none. */
  readonly outside: Outside;
  /** The gateway's public keys; the private one is the gateway's alone. */
  readonly passportKeys: JSONWebKeySet;
};

/** What the command line of a room says. */
export type RoomArguments = { readonly name?: string | undefined; readonly port?: string | undefined };

/**
 * Reads `ROOM [--port N]`.
 * @throws an error in one sentence for anything else
 */
export function readRoomArguments(given: readonly string[]): RoomArguments {
  try {
    const options = { port: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    if (positionals.length <= 1) return { name: positionals[0], port: values.port };
  } catch {
    // Said below.
  }
  throw new Error('Use: npx pnpm subgraph ROOM [--port N]');
}

type Environment = Readonly<Record<string, string | undefined>>;

const SECRET_LENGTH = 32;

/**
 * Reads the configuration: `DATABASE_URL`, `SEISI_SECRETS_DIR` with `grant-keys`, `cursor-keys` and, where the room
 * tells or takes facts, `facts-keys` (a key a line, newest first), `receipt-key.json` in the room of receipts, `card-key.json` and `SEISI_PUBLIC_URL` in the room that issues cards, and `passport-keys.json` (a JWK set),
 * `HOST` (127.0.0.1), `PORT` (any free one), `SEISI_NOTICES` where the room carries errands, `SEISI_OUTGOING` where it makes files to be carried on, `SEISI_REGISTERS` in the person room, and `SUBGRAPH_URL_<ROOM>` for each room that it asks.
 * What the command line says of the port goes before the variable.
 * @throws an error that names the variable or file that does not fit
 */
export function readRoomConfig(
  environment: Environment = process.env,
  { port }: Pick<RoomArguments, 'port'> = {},
): RoomConfig {
  const secrets = required(environment, 'SEISI_SECRETS_DIR');
  return Object.freeze({
    databaseUrl: required(environment, 'DATABASE_URL'),
    host: environment['HOST'] || '127.0.0.1',
    port: portOf(port === undefined ? 'PORT' : '--port', port ?? (environment['PORT'] || '0')),
    neighbours: neighboursOf(environment),
    grantKeys: keyLines(join(secrets, 'grant-keys')),
    cursorKeys: keyLines(join(secrets, 'cursor-keys')),
    factsKeys: keyLinesIfThere(join(secrets, 'facts-keys')),
    signingKey: keyPairIfThere(join(secrets, 'receipt-key.json')),
    formerSigningKeys: formerKeysIfThere(join(secrets, 'receipt-former-keys.json')),
    issuer: issuerOf(environment, keyPairIfThere(join(secrets, 'card-key.json'))),
    messages: messagesOf(environment),
    outgoing: environment['SEISI_OUTGOING']?.trim() || null,
    outside: readOutside('SEISI_REGISTERS', environment['SEISI_REGISTERS'] ?? null),
    passportKeys: publicKeys(join(secrets, 'passport-keys.json')),
  });
}

function issuerOf(environment: Environment, key: JsonWebKey | null): Issuer | null {
  return key === null ? null : { key, url: required(environment, 'SEISI_PUBLIC_URL') };
}

function messagesOf(environment: Environment): MessageSetting | null {
  const value = environment['SEISI_NOTICES']?.trim() ?? '';
  return value === ''
    ? null
    : readMessageSetting('SEISI_NOTICES', value, (path) => readFileSync(path, 'utf8'));
}

function neighboursOf(environment: Environment): Map<string, string> {
  const urls = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const room = /^SUBGRAPH_URL_([A-Z0-9_]+)$/.exec(name)?.[1];
    if (room === undefined || value === undefined || value === '') continue;
    refuseOpenWay(name, value);
    urls.set(room.toLowerCase().replaceAll('_', '-'), value);
  }
  return urls;
}

function required(environment: Environment, name: string): string {
  const value = environment[name]?.trim();
  if (value === undefined || value === '') throw new Error(`${name} must be set.`);
  return value;
}

function portOf(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`${name} must be a whole number from 0 to 65535, not "${text}".`);
}

function keyLinesIfThere(path: string): string[] {
  return existsSync(path) ? keyLines(path) : [];
}

function keyLines(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > 0 && lines.every((line) => line.length >= SECRET_LENGTH)) return lines;
  throw new Error(`The secret ${path} must hold at least ${SECRET_LENGTH} characters on each of its lines.`);
}

function keyPairIfThere(path: string): JsonWebKey | null {
  if (!existsSync(path)) return null;
  const key = JSON.parse(readFileSync(path, 'utf8')) as JsonWebKey | null;
  if (key?.kty === 'OKP' && key.crv === 'Ed25519' && key.x !== undefined && key.d !== undefined) return key;
  throw new Error(`The secret ${path} must be an Ed25519 key pair as a JWK with x and d.`);
}

function formerKeysIfThere(path: string): FormerKey[] {
  const keys = existsSync(path) ? readFormerKeys(readFileSync(path, 'utf8')) : [];
  if (keys !== null) return keys;
  throw new Error(
    `The file ${path} must hold Ed25519 public keys, each with its lastCheckpoint (a number, or null).`,
  );
}

/** A JWK set of Ed25519 public keys. A private key here is a mistake: with it a room could pass for the gateway at every other room. */
function publicKeys(path: string): JSONWebKeySet {
  const set = JSON.parse(readFileSync(path, 'utf8')) as Partial<JSONWebKeySet> | null;
  const keys = set?.keys ?? [];
  const arePublic = keys.every(
    ({ kty, crv, kid, d }) => kty === 'OKP' && crv === 'Ed25519' && kid !== undefined && d === undefined,
  );
  if (keys.length > 0 && arePublic) return { keys };
  throw new Error(
    `The file ${path} must be a JWK set of Ed25519 public keys, each with a kid and none with its private part.`,
  );
}
