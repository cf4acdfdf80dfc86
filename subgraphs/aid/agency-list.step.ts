import type { Transaction } from '@seisi/host/act';
import type { Inquire } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { type AgencyListRow, agencyListRows, agencyLists } from './agency-list.table.ts';
import type { ListedRow } from './agency-list.ts';

const PATIENCE_MILLISECONDS = 5000;
/** Rows in one question. */
const MOST = 100;

/** Whom a row names and where they live; null where the register has nobody, or not one alone. */
export type MatchedRow = { readonly key: string; readonly state: string; readonly district: string } | null;

/**
 * Asks the register of households whom these rows name, in their order.
 * @throws SOURCE_UNAVAILABLE where it does not say so in time, or in another form
 */
export async function matchRows(inquire: Inquire, rows: readonly ListedRow[]): Promise<MatchedRow[]> {
  const matched: MatchedRow[] = [];
  for (let from = 0; from < rows.length; from += MOST) {
    const asked = rows.slice(from, from + MOST);
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const told = await inquire('LISTED_PERSON', JSON.stringify(asked), signal).catch(() => null);
    if (!Array.isArray(told) || told.length !== asked.length || !told.every(isMatched))
      throw new RegistryError(
        'SOURCE_UNAVAILABLE',
        'The register of households does not answer, so it is not known who is meant. Nothing was kept: try again in a while.',
      );
    matched.push(...told);
  }
  return matched;
}

type Imported = Pick<AgencyListRow, 'programmeCode' | 'name' | 'importedBy' | 'importedAt'>;

/** Keeps a list with every row, found or not; gives its identifier. */
export async function keepAgencyList(
  transaction: Transaction,
  list: Imported,
  matched: readonly MatchedRow[],
): Promise<string> {
  const id = crypto.randomUUID();
  const found = matched.filter((row) => row !== null).length;
  await transaction.insert(agencyLists).values({ id, ...list, rows: matched.length, matched: found });
  await transaction.insert(agencyListRows).values(
    matched.map((row, at) => ({
      ...{ listId: id, line: at + 1, personKey: row?.key ?? null },
      ...{ state: row?.state ?? null, district: row?.district ?? null },
    })),
  );
  return id;
}

function isMatched(given: unknown): given is MatchedRow {
  if (given === null) return true;
  const { key, state, district } = Object(given) as Readonly<Record<string, unknown>>;
  return typeof key === 'string' && isUuid(key) && typeof state === 'string' && typeof district === 'string';
}
