import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

const BACKUP_USAGE = 'Use: npx pnpm backup DIR';
const RESTORE_USAGE = 'Use: npx pnpm restore DIR [--into URL]';

/** The folder that a backup is asked into; a `Refusal` that says how to ask. */
export function backupFolder(args: readonly string[]): string {
  return oneFolder(parse(args, {}, BACKUP_USAGE).positionals, BACKUP_USAGE);
}

/** The folder of a backup, and the database that is not this home's; a `Refusal` that says how to ask. */
export function restoreRequest(args: readonly string[]): { folder: string; into: string | null } {
  const { values, positionals } = parse(args, { into: { type: 'string' } }, RESTORE_USAGE);
  return { folder: oneFolder(positionals, RESTORE_USAGE), into: values.into ?? null };
}

function oneFolder(positionals: readonly string[], usage: string): string {
  const [folder] = positionals;
  if (folder !== undefined && folder !== '' && positionals.length === 1) return resolve(folder);
  throw new Refusal(`Name one folder. ${usage}`);
}

function parse<const T extends { readonly into?: { readonly type: 'string' } }>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${(sentence ?? '').replace(/\.$/, '')}. ${usage}`);
  }
}
