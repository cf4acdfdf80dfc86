/** `node test/conformance/fuzz.ts [--schemas N] [--operations M] [--seed S] [--case SEED] [--adapter FILE]`: the conformance suite. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { GatewayAdapter } from './adapter.ts';
import { runCampaign, runOne, type Tally } from './campaign.ts';
import { failureText, figures } from './report.ts';
import { seisi } from './seisi.ts';

const { values } = parseArgs({
  options: {
    schemas: { type: 'string', default: '100' },
    operations: { type: 'string', default: '20' },
    seed: { type: 'string' },
    case: { type: 'string' },
    adapter: { type: 'string' },
  },
});

/** The adapter of a file that exports one as `adapter`; our own gateway's where none is named. */
async function adapterOf(file: string | undefined): Promise<GatewayAdapter> {
  if (file === undefined) return seisi;
  const found = (await import(pathToFileURL(resolve(file)).href)) as { readonly adapter?: GatewayAdapter };
  if (found.adapter === undefined) throw new Error(`${file} exports no \`adapter\`.`);
  return found.adapter;
}

function count(name: 'schemas' | 'operations'): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0.`);
}

const PROGRESS_EVERY = 50;

function tellProgress({ composed, cases, failures }: Tally): void {
  if (composed % PROGRESS_EVERY === 0)
    process.stdout.write(`           ${composed} schemas, ${cases} cases, ${failures.length} failures\n`);
}

const adapter = await adapterOf(values.adapter);
const seed = values.seed ?? Date.now().toString(36);
const begun = performance.now();
process.stdout.write(`gateway    ${adapter.name}\nseed       ${values.case ?? seed}\n`);
const tally =
  values.case === undefined
    ? await runCampaign(adapter, {
        schemas: count('schemas'),
        operations: count('operations'),
        seed,
        onSchema: tellProgress,
      })
    : await runOne(adapter, values.case);
process.stdout.write(figures(tally, (performance.now() - begun) / 1000));
for (const failure of tally.failures) process.stdout.write(failureText(failure, values.case !== undefined));
process.exitCode = tally.failures.length === 0 ? 0 : 1;
