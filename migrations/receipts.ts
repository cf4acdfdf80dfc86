import { HELP } from './auditor/options.ts';
import { say } from './auditor/output.ts';
import { Refusal, runCommand } from './refusal.ts';

type Subcommand = (args: readonly string[]) => Promise<void>;

/** What is offline loads nothing that could open a socket. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Subcommand>>> = {
  verify: async () => (await import('./auditor/verify.ts')).verify,
  key: async () => (await import('./auditor/key.ts')).key,
  audit: async () => (await import('./auditor/audit.ts')).audit,
  proof: async () => (await import('./auditor/export.ts')).proof,
  export: async () => (await import('./auditor/export.ts')).exportReceipts,
  explain: async () => (await import('./auditor/explain.ts')).explain,
  retain: async () => (await import('./auditor/retain.ts')).retain,
};

/** Runs a subcommand of `receipts`; an unknown one is a `Refusal` that lists them. */
export async function receipts([name, ...args]: readonly string[]): Promise<void> {
  if (name === '--help' || name === 'help' || args.includes('--help')) return say(HELP);
  if (name === undefined || !Object.hasOwn(SUBCOMMANDS, name)) {
    const asked = name === undefined ? 'A subcommand is missing' : `There is no subcommand "${name}"`;
    throw new Refusal(`${asked}. Use: npx pnpm receipts ${Object.keys(SUBCOMMANDS).join('|')}, or --help.`);
  }
  const run = await SUBCOMMANDS[name]?.();
  await run?.(args);
}

if (import.meta.main) await runCommand(() => receipts(process.argv.slice(2)));
