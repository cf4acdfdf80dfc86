/** `pnpm bench [OPTION…]`: what the household profile costs here, beside other ways to answer it. See the README of this folder. */
import { join } from 'node:path';
import { showProgress } from '@seisi/migrations/progress';
import { runCommand } from '@seisi/migrations/refusal';
import { questionsOf, startVariants } from './lineup.ts';
import { startLoad } from './load/load.ts';
import { describeMachine, readMachine } from './machine.ts';
import { type Options, readOptions } from './options.ts';
import { profileOf } from './profile.ts';
import { openRegistry, type Registry } from './registry.ts';
import { type Comparison, measureRounds } from './rounds.ts';
import { compareAnswers } from './same-answers.ts';
import { tableOf } from './table.ts';
import { LIMIT } from './variants.ts';

async function bench(options: Options): Promise<void> {
  const registry = await openRegistry(options.households, showProgress('Households', process.stderr));
  const open: { close(): Promise<void> }[] = [registry];
  try {
    await measureOn(registry, options, open);
  } finally {
    for (const one of open.toReversed()) await one.close();
  }
}

async function measureOn(
  registry: Registry,
  options: Options,
  open: { close(): Promise<void> }[],
): Promise<void> {
  const machine = await readMachine(registry.adminUrl);
  say(describeMachine(machine));
  const questions = await questionsOf(registry);
  const load = startLoad();
  open.push(load);
  const variants = options.isProfile ? options.variants.slice(0, 1) : options.variants;
  const lineup = await startVariants(variants, registry, questions);
  open.push(lineup);
  const { started } = lineup;
  if (options.isProfile) {
    for (const one of started) say(await profileOf(one, load, options.plan, join(registry.home, 'profiles')));
    return;
  }
  const agreements = await compareAnswers(started, questions, options.plan.compared);
  const comparison = await measureRounds(started, load, options.plan, LIMIT, tell);
  say(
    tableOf(
      `Household profile, ${registry.households.toLocaleString('en')} households`,
      comparison,
      agreements,
    ),
  );
  if (options.isJson)
    say(`${JSON.stringify({ profile: jsonOf(comparison), households: registry.households, machine })}\n`);
}

/** The figures at 16 connections on top, or at the first number asked for; all of them below. */
function jsonOf(comparison: Comparison): unknown {
  return Object.fromEntries(
    [...comparison].map(([name, byCount]) => {
      const first = byCount.get(16) ?? [...byCount.values()][0];
      return [name, { ...first, connections: Object.fromEntries(byCount) }];
    }),
  );
}

function say(text: string): void {
  process.stdout.write(text);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) await runCommand(() => bench(readOptions(process.argv.slice(2))));
