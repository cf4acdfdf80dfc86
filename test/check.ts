/** `pnpm check [NAME…]`: every tool that reads the project without running it, two at a time. Every finding is an error. */
import { join } from 'node:path';
import { CHECKS } from './check/checks.ts';
import { type Outcome, runCheck, runChecks } from './check/run.ts';

const ROOT = join(import.meta.dirname, '..');
const AT_ONCE = 2;

function tell({ check, passed, seconds, output }: Outcome): void {
  const line = `${passed ? 'passed' : 'FAILED'}  ${check.name.padEnd(16)} ${seconds.toFixed(1).padStart(5)} s  ${check.catches}\n`;
  process.stdout.write(passed ? line : `${line}${output.trimEnd().replaceAll(/^/gm, '    ')}\n`);
}

const named = process.argv.slice(2);
const checks = named.length === 0 ? CHECKS : CHECKS.filter(({ name }) => named.includes(name));
if (checks.length === 0)
  throw new Error(`No such check. There are: ${CHECKS.map(({ name }) => name).join(', ')}.`);
const outcomes = await runChecks(checks, AT_ONCE, (check) => runCheck(check, ROOT), tell);
const failed = outcomes.filter(({ passed }) => !passed).map(({ check }) => check.name);
process.stdout.write(
  failed.length === 0 ? `check: all ${outcomes.length} passed\n` : `check: failed: ${failed.join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
