import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Refusal } from '@seisi/migrations/refusal';
import { arePeersInstalled } from './peers/peers.ts';
import type { ProcessPlan } from './processes.ts';
import { CROWDED, type Filled } from './registry.ts';
import type { Plan } from './rounds.ts';
import { LIMIT, VARIANTS, type Variant } from './variants.ts';

const WHAT = ['profile', 'sweep', 'lists', 'processes'] as const;

/** The parts of a run. */
type What = (typeof WHAT)[number];

/** What the command line asks for. */
export type Options = {
  readonly filled: Filled;
  readonly variants: readonly Variant[];
  readonly plan: Plan;
  /** How many processes each variant answers with; start and memory are measured of one. */
  readonly workers: number;
  readonly what: readonly What[];
  readonly processPlan: ProcessPlan;
  readonly isJson: boolean;
  readonly isProfile: boolean;
  /** The registries that are looked at one after the other, for growth or for crowding; none where neither is asked for. */
  readonly beside: readonly Filled[];
  readonly isSeeding: boolean;
};

/** Every option, for people. */
export const USAGE = `npx pnpm bench [OPTION…]
  --quick            2,000 households, one short round: shows that it runs, measures nothing
  --json             the figures once more, as the last line
  --only A,B         these variants alone: ${VARIANTS.map(({ name }) => name).join(', ')}
  --connections A,B  1,16,64 otherwise
  --rounds N         5 otherwise
  --seconds N        of each measurement; 3 otherwise
  --households N     200,000 otherwise; each size is filled once and kept
  --workers N        processes of each variant on one port; one for each processor otherwise
  --what A,B         these parts alone: ${WHAT.join(', ')} (start and memory); lists where they are named
  --growth           seisi and one-sql (or --only) on 20,000, 200,000 and 1,000,000 households
  --crowded          the same on --households as they are, and with ${CROWDED.okuPercent} of a hundred people in the OKU register and ${CROWDED.passes} passes for each household
  --seeding          how fast --households are filled, and the memory that it takes
  --profile          one variant (seisi, or --only) under the profiler, and which packages its time went to; with --what sweep of the sweep\n`;

const HELP = 'What there is: npx pnpm bench --help';

const FULL = { households: 200_000, rounds: 5, seconds: 3, warmSeconds: 4, compared: 250 };
const FULL_PROCESSES = { starts: 5, requests: 100_000 };
const QUICK = { households: 2_000, rounds: 1, seconds: 0.5, warmSeconds: 0.5, compared: 40 };
const QUICK_PROCESSES = { starts: 1, requests: 1_000 };

/** Reads the command line; anything that does not fit is a `Refusal`. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const otherwise = values.quick ? QUICK : FULL;
  const households = number('--households', values.households, otherwise.households);
  return {
    filled: { households },
    variants: variantsOf(onlyOf(values), values.quick),
    what: whatOf(values.what),
    processPlan: values.quick ? QUICK_PROCESSES : FULL_PROCESSES,
    plan: {
      connections: (values.connections ?? '1,16,64')
        .split(',')
        .map((text) => number('--connections', text, 1)),
      rounds: number('--rounds', values.rounds, otherwise.rounds),
      seconds: number('--seconds', values.seconds, otherwise.seconds),
      warmSeconds: otherwise.warmSeconds,
      compared: otherwise.compared,
    },
    workers: number('--workers', values.workers, values.quick ? 1 : availableParallelism()),
    isJson: values.json,
    isProfile: values.profile,
    beside: besideOf(values, households),
    isSeeding: values.seeding,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        crowded: { type: 'boolean', default: false },
        seeding: { type: 'boolean', default: false },
        what: { type: 'string' },
        only: { type: 'string' },
        connections: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        households: { type: 'string' },
        workers: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message} ${HELP}`);
  }
}

function number(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Refusal(`${name} must be a number above 0, not "${text}". ${HELP}`);
}

function besideOf(
  { growth, crowded, quick }: ReturnType<typeof parse>,
  households: number,
): readonly Filled[] {
  if (crowded) return [{ households }, { households, ...CROWDED }];
  if (!growth) return [];
  return (quick ? [200, 2_000] : [20_000, 200_000, 1_000_000]).map((size) => ({ households: size }));
}

/** A profile is taken of the product, growth and crowding of the product and the limit, unless others are named. */
function onlyOf({ only, profile, growth, crowded, seeding }: ReturnType<typeof parse>): string | undefined {
  if (only !== undefined) return only;
  if (profile || seeding) return 'seisi';
  return growth || crowded ? `seisi,${LIMIT}` : undefined;
}

function whatOf(text: string | undefined): readonly What[] {
  if (text === undefined) return WHAT.filter((part) => part !== 'lists');
  const named = WHAT.filter((part) => text.split(',').includes(part));
  if (named.length === text.split(',').length) return named;
  throw new Refusal(`--what takes ${WHAT.join(', ')}, not "${text}". ${HELP}`);
}

/** A quick run installs nothing: it leaves out what needs the peers where they are not there. */
function variantsOf(only: string | undefined, isQuick: boolean): readonly Variant[] {
  if (only === undefined)
    return isQuick && !arePeersInstalled() ? VARIANTS.filter(({ isPeer }) => isPeer !== true) : VARIANTS;
  const names = only.split(',');
  const unknown = names.find((name) => VARIANTS.every((variant) => variant.name !== name));
  if (unknown !== undefined) throw new Refusal(`There is no variant ${unknown}. ${HELP}`);
  return VARIANTS.filter(({ name }) => names.includes(name));
}
