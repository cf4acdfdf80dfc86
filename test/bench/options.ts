import { parseArgs } from 'node:util';
import { Refusal } from '@seisi/migrations/refusal';
import { arePeersInstalled } from './peers/peers.ts';
import type { Plan } from './rounds.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** What the command line asks for. */
export type Options = {
  readonly households: number;
  readonly variants: readonly Variant[];
  readonly plan: Plan;
  readonly isJson: boolean;
  readonly isProfile: boolean;
};

const USAGE = `Use: npx pnpm bench [OPTION…]
  --quick            2,000 households, one short round: shows that it runs, measures nothing
  --json             the figures once more, as the last line
  --only A,B         these variants alone: ${VARIANTS.map(({ name }) => name).join(', ')}
  --connections A,B  1,16,64 otherwise
  --rounds N         5 otherwise
  --seconds N        of each measurement; 3 otherwise
  --households N     200,000 otherwise; each size is filled once and kept
  --profile          one variant (seisi, or --only) under the profiler, and which packages its time went to`;

const FULL = { households: 200_000, rounds: 5, seconds: 3, warmSeconds: 4, compared: 250 };
const QUICK = { households: 2_000, rounds: 1, seconds: 0.5, warmSeconds: 0.5, compared: 40 };

/** Reads the command line; anything that does not fit is a `Refusal` with the usage. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const otherwise = values.quick ? QUICK : FULL;
  return {
    households: number('--households', values.households, otherwise.households),
    variants: variantsOf(values.only, values.quick),
    plan: {
      connections: (values.connections ?? '1,16,64')
        .split(',')
        .map((text) => number('--connections', text, 1)),
      rounds: number('--rounds', values.rounds, otherwise.rounds),
      seconds: number('--seconds', values.seconds, otherwise.seconds),
      warmSeconds: otherwise.warmSeconds,
      compared: otherwise.compared,
    },
    isJson: values.json,
    isProfile: values.profile,
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
        only: { type: 'string' },
        connections: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        households: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${USAGE}`);
  }
}

function number(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Refusal(`${name} must be a number above 0, not "${text}".\n${USAGE}`);
}

/** A quick run installs nothing: it leaves out what needs the peers where they are not there. */
function variantsOf(only: string | undefined, isQuick: boolean): readonly Variant[] {
  if (only === undefined)
    return isQuick && !arePeersInstalled() ? VARIANTS.filter(({ isPeer }) => isPeer !== true) : VARIANTS;
  const names = only.split(',');
  const unknown = names.find((name) => VARIANTS.every((variant) => variant.name !== name));
  if (unknown !== undefined) throw new Refusal(`There is no variant ${unknown}.\n${USAGE}`);
  return VARIANTS.filter(({ name }) => names.includes(name));
}
