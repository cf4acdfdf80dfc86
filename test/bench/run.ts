/** `pnpm bench [OPTION…]`: what the household profile costs here, beside other ways to answer it. See the README of this folder. */
import { basename, join } from 'node:path';
import { showProgress } from '@seisi/migrations/progress';
import { runCommand } from '@seisi/migrations/refusal';
import { questionsOf, startVariants } from './lineup.ts';
import { startLoad } from './load/load.ts';
import { describeMachine, readMachine } from './machine.ts';
import { measure, type Report } from './measure.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { installPeers } from './peers/peers.ts';
import { profileOf } from './profile.ts';
import { type Filled, openRegistry, type Registry } from './registry.ts';
import { measureSeeding } from './seeding.ts';
import { aimAtSweep } from './sweep.ts';
import { seedingLine } from './table.ts';

async function bench(options: Options): Promise<void> {
  const kept: Record<string, unknown> = {};
  const report: Report = {
    say: (text) => process.stdout.write(text),
    tell: (line) => process.stderr.write(`${line}\n`),
    keep: (name, figures) => {
      kept[name] = figures;
    },
  };
  if (options.variants.some(({ isPeer }) => isPeer)) installPeers();
  if (options.isSeeding) {
    const figures = await measureSeeding(options.filled.households);
    report.say(seedingLine(figures));
    report.keep('seeding', figures);
  } else if (options.beside.length > 0) await measureBeside(options, report);
  else await measureOne(options, report);
  if (options.isJson) report.say(`${JSON.stringify(kept)}\n`);
}

async function measureOne(options: Options, report: Report): Promise<void> {
  await onRegistry(options.filled, async (registry) => {
    const machine = await readMachine(registry.adminUrl);
    report.say(describeMachine(machine));
    if (options.isProfile) return profileVariants(registry, options, report);
    await measure(registry, options, report);
    report.keep('households', registry.households);
    report.keep('machine', machine);
  });
}

/** The same questions of ever larger registries, or of ever fuller ones. */
async function measureBeside(options: Options, report: Report): Promise<void> {
  const byHome: Record<string, unknown> = {};
  for (const filled of options.beside)
    await onRegistry(filled, async (registry) => {
      const kept: Record<string, unknown> = {};
      const keep = (name: string, figures: unknown) => {
        kept[name] = figures;
      };
      await measure(
        registry,
        { ...options, what: options.what.filter((part) => part !== 'processes') },
        { ...report, keep },
      );
      report.keep('machine', await readMachine(registry.adminUrl));
      byHome[basename(registry.home)] = kept;
    });
  report.keep('beside', byHome);
}

async function profileVariants(registry: Registry, options: Options, report: Report): Promise<void> {
  const load = startLoad();
  const questions = await questionsOf(registry);
  for (const variant of options.variants) {
    const { started, close } = await startVariants([variant], registry, questions, 1);
    try {
      const isSweep = !options.what.includes('profile') && options.what.includes('sweep');
      const aimed = isSweep ? (await aimAtSweep(started)).ready : started;
      for (const one of aimed)
        report.say(
          await profileOf(
            one,
            load,
            options.plan,
            join(registry.home, 'profiles'),
            isSweep || options.plan.connections.join() === '1' ? 1 : 16,
          ),
        );
    } finally {
      await close();
    }
  }
  await load.close();
}

async function onRegistry(filled: Filled, act: (registry: Registry) => Promise<void>): Promise<void> {
  const registry = await openRegistry(filled, showProgress('Households', process.stderr));
  try {
    await act(registry);
  } finally {
    await registry.close();
  }
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) process.stdout.write(USAGE);
  else await bench(readOptions(args));
}

if (import.meta.main) await runCommand(() => main(process.argv.slice(2)));
