import { say } from './auditor/output.ts';
import { HELP } from './card/options.ts';
import { Refusal, runCommand } from './refusal.ts';

type Subcommand = (args: readonly string[]) => Promise<void>;

/** What is offline loads nothing that could open a socket. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Subcommand>>> = {
  verify: async () => (await import('./card/verify.ts')).verify,
  present: async () => (await import('./card/present.ts')).present,
  key: async () => (await import('./card/key.ts')).key,
};

/** Runs a subcommand of `card`; an unknown one is a `Refusal` that lists them. */
export async function card([name, ...args]: readonly string[]): Promise<void> {
  if (name === '--help' || name === 'help' || args.includes('--help')) return say(HELP);
  if (name === undefined || !Object.hasOwn(SUBCOMMANDS, name)) {
    const asked = name === undefined ? 'A subcommand is missing' : `There is no subcommand "${name}"`;
    throw new Refusal(`${asked}. Use: npx pnpm card ${Object.keys(SUBCOMMANDS).join('|')}, or --help.`);
  }
  const run = await SUBCOMMANDS[name]?.();
  await run?.(args);
}

if (import.meta.main) await runCommand(() => card(process.argv.slice(2)));
