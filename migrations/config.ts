import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseEnv } from 'node:util';
import { type ReceiptSetting, readReceiptSetting } from '@seisi/gateway/audit/setting';
import {
  type DocumentSettings,
  readScanSetting,
  readStoreSetting,
  type ScanSetting,
  type StoreSetting,
} from '@seisi/gateway/documents/setting';
import { type MessageSetting, readMessageSetting } from '@seisi/schema/message-setting';
import { type Outside, readOutside } from '@seisi/schema/outside';
import { Refusal } from './refusal.ts';
import { MOST_HOUSEHOLDS } from './seed/registry-index.ts';

/** What the environment says about starting, seeding and the database. The only reader of the environment in this folder. */
export type Config = {
  /** Where everything that is kept lives; null: the place that follows from the clone's path. */
  readonly home: string | null;
  /** The folder below which homes are put; null: `~/.local/state`. */
  readonly stateHome: string | null;
  /** A served PostgreSQL; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the secrets are read from and never made; null: the home's own. */
  readonly secretsDir: string | null;
  /** The port of the gateway; 0 takes any free one. */
  readonly port: number;
  /** How many processes serve the gateway on its port. */
  readonly workers: number;
  /** How many households an empty registry is filled with at first start; 0 leaves it empty. */
  readonly households: number;
  /** Nobody is invented there. */
  readonly isProduction: boolean;
  /** Who signs tokens, and where its keys are; null: the development issuer of this process, which production refuses. */
  readonly issuer: { readonly issuer: string; readonly jwksUrl: string } | null;
  /** Where receipts are kept; null: in the registry's own database. The second sink of a table is the home's either way. */
  readonly receipts: ReceiptSetting | null;
  /** How notices leave; null: each becomes a file of the home's `notices`. */
  readonly notices: MessageSetting | null;
  /** Under which folder rooms put files that are carried on from there, such as `payments`; null: the home. */
  readonly outgoing: string | null;
  /** Where the house is reached, as it stands in credentials; null: this machine. */
  readonly publicUrl: string | null;
  /** Where bytes of documents are kept, a null store being the home's `documents`, and who looks at them. */
  readonly documents: Omit<DocumentSettings, 'store'> & { readonly store: StoreSetting | null };
  /** Where registers of other departments are asked; null: invented ones, and none in production. */
  readonly registers: Outside | null;
  /** Whether whoever asks is told the schema of the own ground; false: nobody is told any. */
  readonly tellsSchema: boolean;
  /** The folder with what clients of agreements registered, and what is done about other operations; null: they may ask whatever their agreement opens. */
  readonly operations: { readonly folder: string; readonly mode: 'LOG' | 'ENFORCE' } | null;
  /** Where it is counted what each client asks: in the database, for all processes; in each process by itself; nowhere. */
  readonly budgets: 'POSTGRES' | 'MEMORY' | 'OFF';
  /** The file whose lines stand in place of variables, read anew at SIGHUP; null: SIGHUP ends the process. */
  readonly settingsFile: string | null;
};

/** Each opens up to fifty connections to the database. */
const MOST_WORKERS = 64;
/** Inland revenue, national registration, road transport. */
const REGISTERS: readonly string[] = ['LHDN', 'JPN', 'JPJ'];

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, and what the file that `SEISI_SETTINGS` names says in its place (`NAME=value`, a line each). A file that cannot be read is a `Refusal`. */
export function readEnvironment(environment: Environment = process.env): Environment {
  const path = text(environment, 'SEISI_SETTINGS');
  if (path === null) return environment;
  try {
    return { ...environment, ...parseEnv(readFileSync(path, 'utf8')), SEISI_SETTINGS: path };
  } catch {
    throw new Refusal(`SEISI_SETTINGS must name a file that can be read; ${path} cannot.`);
  }
}

/** Reads the configuration; a value that does not fit is a `Refusal` that names its variable. */
export function readConfig(environment: Environment = readEnvironment()): Config {
  const isProduction = text(environment, 'NODE_ENV') === 'production';
  if (isProduction && text(environment, 'SYNTHETIC_IDS') === '1')
    throw new Refusal(
      'SYNTHETIC_IDS=1 lets invented identity numbers in, so production does not start with it: unset it.',
    );
  return Object.freeze({
    home: text(environment, 'SEISI_HOME'),
    stateHome: text(environment, 'XDG_STATE_HOME'),
    databaseUrl: text(environment, 'DATABASE_URL'),
    secretsDir: text(environment, 'SEISI_SECRETS_DIR'),
    port: wholeNumber(environment, 'PORT', 4000, 65_535),
    workers: workers(environment),
    households: wholeNumber(environment, 'SEISI_HOUSEHOLDS', 2000, MOST_HOUSEHOLDS),
    isProduction,
    issuer: issuer(environment, isProduction),
    receipts: receipts(environment, isProduction),
    notices: notices(environment, isProduction),
    outgoing: text(environment, 'SEISI_OUTGOING'),
    publicUrl: text(environment, 'SEISI_PUBLIC_URL'),
    documents: documents(environment, isProduction),
    registers: registers(environment),
    operations: operations(environment),
    tellsSchema: tellsSchema(environment),
    budgets: budgets(environment),
    settingsFile: text(environment, 'SEISI_SETTINGS'),
  });
}

/** `WEB_CONCURRENCY`, as other servers read it; `auto` is one for each processor. */
function workers(environment: Environment): number {
  if (text(environment, 'WEB_CONCURRENCY') === 'auto') return availableParallelism();
  return Math.max(1, wholeNumber(environment, 'WEB_CONCURRENCY', 1, MOST_WORKERS));
}

function issuer(environment: Environment, isProduction: boolean): Config['issuer'] {
  const name = text(environment, 'SEISI_ISSUER');
  const jwksUrl = text(environment, 'SEISI_ISSUER_JWKS_URL');
  if (name !== null && jwksUrl !== null && URL.canParse(jwksUrl)) return { issuer: name, jwksUrl };
  if (name !== null || jwksUrl !== null)
    throw new Refusal(
      'SEISI_ISSUER and SEISI_ISSUER_JWKS_URL go together: the name in the tokens, and the address of its keys.',
    );
  if (!isProduction) return null;
  throw new Refusal(
    'Production needs SEISI_ISSUER and SEISI_ISSUER_JWKS_URL: the development issuer would give anyone a token.',
  );
}

function receipts(environment: Environment, isProduction: boolean): ReceiptSetting | null {
  const value = text(environment, 'SEISI_RECEIPTS');
  if (value === null) return null;
  const setting = settingOf(value);
  if (setting === null)
    throw new Refusal(
      'SEISI_RECEIPTS must be postgres:URL, file:DIR or off; its value is not repeated here.',
    );
  if (setting.kind === 'OFF' && isProduction)
    throw new Refusal(
      'SEISI_RECEIPTS=off lets data leave without a record of who was told, so production does not start with it: unset it.',
    );
  return setting;
}

/** Whether anyone is told is said in production, and a file tells nobody. */
function notices(environment: Environment, isProduction: boolean): MessageSetting | null {
  const value = text(environment, 'SEISI_NOTICES');
  const setting = value === null ? null : noticeSetting(value);
  if (isProduction && (setting === null || setting.kind === 'FILE'))
    throw new Refusal(
      'Production needs SEISI_NOTICES: send:FILE with a mail server, a gateway for SMS or both; or off, and notices wait.',
    );
  return setting;
}

function noticeSetting(value: string): MessageSetting {
  try {
    return readMessageSetting('SEISI_NOTICES', value, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

/** The credentials of the store are those that every tool for S3 reads. Whether anyone looks for malware is said in production. */
function documents(environment: Environment, isProduction: boolean): Config['documents'] {
  const [store, scan] = [text(environment, 'SEISI_DOCUMENTS'), text(environment, 'SEISI_SCAN')];
  if (isProduction && scan === null)
    throw new Refusal('Production needs SEISI_SCAN: tcp://HOST:PORT of a clamd, or off, and nobody looks.');
  const credentials = {
    accessKeyId: text(environment, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: text(environment, 'AWS_SECRET_ACCESS_KEY'),
  };
  return {
    store:
      store === null
        ? null
        : named('SEISI_DOCUMENTS', (): StoreSetting => readStoreSetting(store, credentials)),
    scan: named('SEISI_SCAN', (): ScanSetting => readScanSetting(scan ?? 'off')),
  };
}

function named<Setting>(variable: string, read: () => Setting): Setting {
  try {
    return read();
  } catch (error) {
    throw new Refusal(`${variable}: ${(error as Error).message}`);
  }
}

/** Those of `SEISI_REGISTERS` alone: one that it does not name is unavailable. */
function registers(environment: Environment): Outside | null {
  const value = text(environment, 'SEISI_REGISTERS');
  if (value === null) return null;
  const outside = readAddresses(value);
  const unknown = [...outside.keys()].find((name) => !REGISTERS.includes(name));
  if (unknown === undefined) return outside;
  throw new Refusal(`SEISI_REGISTERS names ${REGISTERS.join(', ')}, not "${unknown}".`);
}

function readAddresses(value: string): Outside {
  try {
    return readOutside('SEISI_REGISTERS', value);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

function operations(environment: Environment): Config['operations'] {
  const value = text(environment, 'SEISI_OPERATIONS');
  if (value === null || value === 'off') return null;
  const [, mode, folder] = /^(log|enforce):(.+)$/.exec(value) ?? [];
  if (mode !== undefined && folder !== undefined) return { folder, mode: mode === 'log' ? 'LOG' : 'ENFORCE' };
  throw new Refusal(`SEISI_OPERATIONS must be log:DIR, enforce:DIR or off, not "${value}".`);
}

function tellsSchema(environment: Environment): boolean {
  const value = text(environment, 'SEISI_INTROSPECTION') ?? 'by-rights';
  if (value === 'by-rights' || value === 'off') return value === 'by-rights';
  throw new Refusal(`SEISI_INTROSPECTION must be by-rights or off, not "${value}".`);
}

/** Several processes share them unless it is said otherwise: else a client would have as many budgets as there are. */
function budgets(environment: Environment): Config['budgets'] {
  const value = text(environment, 'SEISI_BUDGETS');
  if (value === null) return workers(environment) > 1 ? 'POSTGRES' : 'MEMORY';
  if (value === 'postgres' || value === 'memory' || value === 'off')
    return value.toUpperCase() as Uppercase<typeof value>;
  throw new Refusal(`SEISI_BUDGETS must be postgres, memory or off, not "${value}".`);
}

function settingOf(value: string): ReceiptSetting | null {
  try {
    return readReceiptSetting(value, null);
  } catch {
    return null;
  }
}

function text(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

function wholeNumber(environment: Environment, name: string, otherwise: number, most: number): number {
  const value = text(environment, name);
  if (value === null) return otherwise;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new Refusal(`${name} must be a whole number from 0 to ${most}, not "${value}".`);
}
