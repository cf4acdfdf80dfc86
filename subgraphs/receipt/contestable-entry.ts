import { classSet, NO_CLASSES } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { ReceiptEntry } from '@seisi/schema/receipt/receipt';
import { type AccessEntryRow, entryId, receiptOf, type StoredEntry, shownEntry } from './access-log.ts';
import type { RoomContext } from './context.ts';

/**
 * The entry of the own log that an identifier names, as the person sees it today.
 * @throws NOT_FOUND for an entry that is not in the own log, whoever else's it may be
 */
export async function contestableEntry(
  id: string,
  personKey: string,
  context: RoomContext,
): Promise<AccessEntryRow> {
  const receipt = receiptOf(id);
  const found = receipt === null ? [] : await context.loaders.entriesByReceipt.load(receipt);
  const stored = found.find(({ subjectKey }) => receipt !== null && entryId(receipt, subjectKey) === id);
  const classes = stored === undefined ? NO_CLASSES : await openOf(stored, personKey, context);
  const account = context.passport.viewer?.id ?? null;
  const entry = stored === undefined ? null : shownEntry(stored, { account, personKey, classes });
  if (entry !== null) return entry;
  throw new RegistryError('NOT_FOUND', 'There is no such entry in your access log. `accessLog` lists them.');
}

/** What of the subject of an entry is open: of the own person everything, of anyone else nothing, of a household what the deciding room says. */
async function openOf(
  { subjectType, subjectKey, text }: StoredEntry,
  personKey: string,
  { reached }: RoomContext,
): Promise<number | null> {
  if (subjectKey === personKey) return null;
  if (subjectType !== 'Household') return NO_CLASSES;
  const { told } = JSON.parse(text) as ReceiptEntry;
  const names = told.length === 0 ? (['register'] as const) : told.map((each) => each.class);
  const open = await Promise.all(
    names.map(async (name) => {
      const keys = await reached(name, [{ type: 'Household', key: subjectKey }]);
      return keys.has(subjectKey) ? [name] : [];
    }),
  );
  return classSet(open.flat());
}
