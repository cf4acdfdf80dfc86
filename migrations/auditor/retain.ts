import { atOneState, readMonths } from '../../subgraphs/receipt/handed-out.audit.ts';
import { oldestKept, retireMonths } from '../../subgraphs/receipt/month.step.ts';
import { Refusal } from '../refusal.ts';
import { withLog } from './log.ts';
import { optionsOf, refusePositionals } from './options.ts';
import { say } from './output.ts';

const USAGE = 'retain --keep-months N [--yes]';
const MOST = 1200;

/** Destroys by schedule what was told and who asked, of old months; without `--yes` it only says what that would be. */
export async function retain(args: readonly string[]): Promise<void> {
  const options = { 'keep-months': { type: 'string' }, yes: { type: 'boolean', default: false } } as const;
  const { values, positionals } = optionsOf(args, options, USAGE);
  refusePositionals(positionals, USAGE);
  const keep = monthsToKeep(values['keep-months']);
  const now = Date.now();
  await withLog(async (sql) => {
    const months = await atOneState(sql, readMonths);
    const old = months.filter(({ month }) => month < oldestKept(keep, now));
    if (old.length === 0) return say(`Nothing is older than the last ${keep} months: nothing to destroy.\n`);
    for (const { month, receipts, entries } of old)
      await say(
        `${month}  ${receipts} headers (who asked, why) and ${entries} entries (of whom what was told)\n`,
      );
    if (!values.yes)
      return say('Nothing was destroyed. With --yes these are, and nothing brings them back.\n');
    const destroyed = await retireMonths(sql, keep, now);
    await say(
      `Destroyed, with their salts: ${destroyed.join(', ')}. The leaves stay, so the log still verifies; contested entries stay with their contests.\n`,
    );
  });
}

function monthsToKeep(text: string | undefined): number {
  const months = /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (months <= MOST) return months;
  throw new Refusal(
    `--keep-months must be a whole number from 1 to ${MOST}, not "${text ?? ''}". Use: npx pnpm receipts ${USAGE}`,
  );
}
