import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

/** What every subcommand of `receipts` is asked with, for `--help`. */
export const HELP = `npx pnpm receipts: what the log of receipts holds, and whether it still does

Offline, with what somebody was handed and the log's public key alone:
  receipts verify FILE... --key FILE|KEY [--key ...]
      checkpoints (signed notes), proofs of receipts and entries, proofs of
      consistency and handed receipts as the graph gives them (any JSON answer),
      exports. One line for each: what was checked, and what it proves.

With the secrets of the house:
  receipts key            the public key of the log, as verify takes it, and each
                          former one with the number of its last checkpoint

With the database:
  receipts audit          recomputes all that is stored, and says the first
                          thing that is wrong
  receipts proof ID       the proof that a receipt stands in the log
  receipts export [--from TIME] [--until TIME] [--agency CODE] [--with-entries]
      receipts with their proofs, a line each, signed at the end. Entries hold
      hidden keys of people: only where a law asks for them.
  receipts explain ID     a receipt as a page, in Malay and in English
  receipts retain --keep-months N [--yes]
      destroys who asked and what was told, with their salts, of every month
      before the last N; without --yes it only says what that would be.

TIME is an instant as 2026-11-22T08:00:00+08:00, or a day (from 00:00 in
Malaysia). ID is a receipt's number (UUID). It ends with 0 where all is sound.
`;

/** The values of a subcommand's arguments; anything that does not fit is a `Refusal` that names its usage. */
export function optionsOf<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${(sentence ?? '').replace(/\.$/, '')}. Use: npx pnpm receipts ${usage}`);
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** An instant in milliseconds of the epoch: as RFC 3339, or as a day that begins in Malaysia; null where none is given. */
export function instantOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = DAY.test(text)
    ? Date.parse(`${text}T00:00:00+08:00`)
    : INSTANT.test(text)
      ? Date.parse(text)
      : Number.NaN;
  // A day that no calendar has would be taken for one of the next month.
  const isDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.slice(0, 10) === text.slice(0, 10);
  if (!Number.isNaN(at) && isDay) return at;
  throw new Refusal(`${name} must be a day or an instant as 2026-11-22T08:00:00+08:00, not "${text}".`);
}

/** The one number of a receipt that a subcommand is given. */
export function receiptId(positionals: readonly string[], usage: string): string {
  const [id = ''] = positionals;
  if (positionals.length === 1 && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    return id.toLowerCase();
  throw new Refusal(`Name one receipt by its number (UUID). Use: npx pnpm receipts ${usage}`);
}

/** Refuses what a subcommand takes no notice of. */
export function refusePositionals(positionals: readonly string[], usage: string): void {
  if (positionals.length > 0)
    throw new Refusal(`"${positionals[0]}" is not asked for. Use: npx pnpm receipts ${usage}`);
}
