import type { Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { AdoptedLineRow } from './adopted-line.table.ts';
import type { ComparedLine } from './assessment-verdict.ts';

/** The life of an adoption. Read a line as: from this status, these steps lead to those. */
export const adoptionLife = {
  PROPOSED: { ADOPT: 'ADOPTED' },
  ADOPTED: {},
} as const satisfies Life<AdoptedLineRow['status'], 'ADOPT'>;

/** A line of some basis year, with the state that it is for. */
export type PlacedLine = ComparedLine & { readonly stateCode: string };

/** The basis year by whose lines households are assessed on a civil day: the newest adopted on or before it; null before the first. */
export function basisYearOn(
  lines: readonly Pick<AdoptedLineRow, 'basisYear' | 'since' | 'status'>[],
  day: string,
): number | null {
  const adopted = lines.filter(({ since, status }) => status === 'ADOPTED' && since <= day);
  return adopted.toSorted((one, other) => (one.since < other.since ? 1 : -1))[0]?.basisYear ?? null;
}

/**
 * Refuses a basis year with which some household could not be assessed that can be now: it must have every line, of every place, that the one before it has.
 * @throws STEP_REFUSED naming how many are missing, and the first
 */
export function checkLines(
  basisYear: number,
  lines: readonly PlacedLine[],
  before: readonly PlacedLine[],
): void {
  if (lines.length === 0)
    throw new RegistryError('STEP_REFUSED', `No poverty line of ${basisYear} is on record.`);
  const has = new Set(lines.map(nameOf));
  const missing = before.map(nameOf).filter((name) => !has.has(name));
  if (missing.length === 0) return;
  throw new RegistryError(
    'STEP_REFUSED',
    `Of ${basisYear} ${missing.length} lines are missing that the lines in force have, such as ${missing.toSorted()[0]}.`,
  );
}

/** Who proposes or adopts: the account, and the officer's own person. */
export type LineOfficer = { readonly id: string; readonly personKey: string };

/**
 * A proposal as another officer adopts it.
 * @throws STEP_REFUSED for the officer who proposed it, under whatever account, and where its day has passed
 */
export function checkAdopter(line: AdoptedLineRow, officer: LineOfficer, today: string): void {
  if (line.proposedBy === officer.id || line.proposerKey === officer.personKey)
    throw new RegistryError(
      'STEP_REFUSED',
      'Whoever proposed a line does not adopt it: another officer does (four eyes).',
    );
  if (line.since < today)
    throw new RegistryError(
      'STEP_REFUSED',
      'Its first day has passed, and households were assessed by other lines since: propose it from a day to come.',
    );
}

function nameOf({ stateCode, strata, kind, basis }: PlacedLine): string {
  return `${stateCode}/${strata ?? 'ALL'}/${kind}/${basis}`;
}
