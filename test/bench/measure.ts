import { questionsOf, startVariants } from './lineup.ts';
import { aimAtLists } from './lists.ts';
import { type Load, startLoad } from './load/load.ts';
import type { Options } from './options.ts';
import { measureProcess } from './processes.ts';
import type { Registry } from './registry.ts';
import { type Comparison, measureRounds } from './rounds.ts';
import { type Agreement, compareAnswers } from './same-answers.ts';
import { aimAtSweep } from './sweep.ts';
import { processTable, sweepNotes, tableOf } from './table.ts';

/** Told of each part as soon as it is measured: as text for people, and by name as it stands in the JSON. */
export type Report = {
  say(text: string): void;
  /** How far it has come; no figure. */
  tell(line: string): void;
  keep(name: string, figures: unknown): void;
};

/** A sweep is a hundred profiles: few at a time. */
const SWEEP_CONNECTIONS = [1, 4];

/** Measures on one registry whatever the options name: the profile, the sweep, the processes. */
export async function measure(registry: Registry, options: Options, report: Report): Promise<void> {
  const load = startLoad();
  try {
    if (options.what.some((part) => part !== 'processes')) await compare(registry, options, load, report);
    if (options.what.includes('processes')) await measureProcesses(registry, options, load, report);
  } finally {
    await load.close();
  }
}

async function compare(registry: Registry, options: Options, load: Load, report: Report): Promise<void> {
  const { plan, what, variants } = options;
  const questions = await questionsOf(registry);
  const { started, close } = await startVariants(variants, registry, questions, options.workers);
  try {
    if (what.includes('profile')) {
      const agreements = await compareAnswers(started, questions, plan.compared);
      const comparison = await measureRounds(started, load, plan, report.tell);
      report.say(tableOf(`Household profile, ${sizeOf(registry)}`, comparison, agreements));
      report.keep('profile', jsonOf(comparison, agreements));
    }
    if (what.includes('lists')) {
      const comparison = await measureRounds(await aimAtLists(started), load, plan, report.tell);
      report.say(tableOf(`Lists of the product beside one profile by hand, ${sizeOf(registry)}`, comparison));
      report.keep('lists', jsonOf(comparison));
    }
    if (what.includes('sweep')) {
      const { ready, refused } = await aimAtSweep(started);
      const sweepPlan = { ...plan, connections: SWEEP_CONNECTIONS };
      const comparison = await measureRounds(ready, load, sweepPlan, report.tell);
      report.say(
        tableOf(`Sweep: the profiles of 100 households in one request, ${sizeOf(registry)}`, comparison),
      );
      report.say(sweepNotes(refused));
      report.keep('sweep', {
        ...jsonOf(comparison),
        ...Object.fromEntries([...refused].map(([name, why]) => [name, { refused: why }])),
      });
    }
  } finally {
    await close();
  }
}

async function measureProcesses(
  registry: Registry,
  options: Options,
  load: Load,
  report: Report,
): Promise<void> {
  const questions = await questionsOf(registry);
  const all = new Map<string, Awaited<ReturnType<typeof measureProcess>>>();
  for (const variant of options.variants) {
    report.tell(`Processes of ${variant.name}`);
    all.set(variant.name, await measureProcess(variant, registry, questions, load, options.processPlan));
  }
  report.say(processTable(all));
  report.keep('processes', Object.fromEntries(all));
}

function sizeOf({ households, okuPercent, passes }: Registry): string {
  const crowd = okuPercent === undefined ? '' : `, ${okuPercent} % OKU, ${passes} passes each`;
  return `${households.toLocaleString('en')} households${crowd}`;
}

/** By variant: the figures at 16 connections on top, or at the most asked for below that; all of them below. */
function jsonOf(
  comparison: Comparison,
  agreements: ReadonlyMap<string, Agreement> = new Map(),
): Record<string, unknown> {
  return Object.fromEntries(
    [...comparison].map(([name, byCount]) => {
      const top = byCount.get(16) ?? [...byCount.values()].at(-1);
      const answers = agreements.get(name);
      return [name, { ...top, answers, connections: Object.fromEntries(byCount) }];
    }),
  );
}
