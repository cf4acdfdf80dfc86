import { parseArgs } from 'node:util';
import { type Config, readConfig } from './config.ts';
import { holdDatabase } from './database.ts';
import { emptyRegistry, type Filling, fillRegistry, refuseFilling, registryStatus } from './fill.ts';
import { showProgress } from './progress.ts';
import { Refusal, runCommand } from './refusal.ts';
import { discoverRooms } from './rooms.ts';
import { migrate } from './run.ts';
import { readSecrets } from './secrets.ts';
import { MOST_HOUSEHOLDS } from './seed/registry-index.ts';
import { EARLIEST_AS_OF } from './seed/registry-rows.ts';

const USAGE =
  'Use: npx pnpm seed --households N [--seed S] [--as-of YYYY-MM-DD] [--passes N] [--oku-percent N] [--reset]';
/** Of companies, for each household. */
const MOST_PASSES = 20;
const LARGEST_SEED = 2 ** 31 - 1;

type Request = { readonly filling: Filling; readonly isReset: boolean };

/** What the command line asks for; anything that does not fit is a `Refusal` with the usage. */
export function readRequest(args: readonly string[]): Request {
  const values = parse(args);
  return {
    filling: {
      households: wholeNumber('--households', values.households, MOST_HOUSEHOLDS),
      seed: wholeNumber('--seed', values.seed, LARGEST_SEED),
      asOf: date('--as-of', values['as-of']),
      ...(values.passes === undefined ? {} : { passes: wholeNumber('--passes', values.passes, MOST_PASSES) }),
      ...(values['oku-percent'] === undefined
        ? {}
        : { okuPercent: wholeNumber('--oku-percent', values['oku-percent'], 100) }),
    },
    isReset: values.reset,
  };
}

/** Fills the registry, starting the database for it unless one runs. */
export async function seed(config: Config, { filling, isReset }: Request): Promise<void> {
  refuseFilling(config, filling);
  const database = await (await holdDatabase(config, 'join'))();
  try {
    const rooms = discoverRooms();
    await migrate(database.adminUrl, readSecrets(config), rooms);
    const status = await registryStatus(database.adminUrl);
    if (status === 'FILLED' && !isReset) {
      throw new Refusal('The registry is not empty: add --reset to take everyone out of it first.');
    }
    if (status !== 'EMPTY') await emptyRegistry(database.adminUrl, rooms);
    await fillRegistry(database.adminUrl, filling, showProgress('Households'));
  } finally {
    await database.close();
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        households: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        'as-of': { type: 'string', default: '2026-01-01' },
        passes: { type: 'string' },
        'oku-percent': { type: 'string' },
        reset: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message} ${USAGE}`);
  }
}

function wholeNumber(name: string, value: string, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new Refusal(`${name} must be a whole number from 0 to ${most}, not "${value}". ${USAGE}`);
}

function date(name: string, value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) {
    if (value >= EARLIEST_AS_OF) return value;
    throw new Refusal(`${name} must be ${EARLIEST_AS_OF} or later, not "${value}". ${USAGE}`);
  }
  throw new Refusal(`${name} must be a date as YYYY-MM-DD, not "${value}". ${USAGE}`);
}

if (import.meta.main) await runCommand(() => seed(readConfig(), readRequest(process.argv.slice(2))));
