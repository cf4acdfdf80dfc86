import { readTable } from './reference-table.ts';

/** The lines per head of one basis year, state and strata, in sen a month. */
export type LinesPerHead = { readonly povertyLinePerHead: number; readonly foodLinePerHead: number };

const AMOUNTS: ReadonlyMap<string, number> = new Map(
  readTable('../reference/person.poverty_line.tsv')
    .filter((row) => row['basis'] === 'PER_HEAD')
    .map((row) => [
      nameOf(row['basis_year']!, row['state_code']!, row['strata'] ?? null, row['kind']!),
      Number(row['amount']),
    ]),
);

function nameOf(basisYear: string | number, state: string, strata: string | null, kind: string): string {
  return `${basisYear}/${state}/${strata ?? 'ALL'}/${kind}`;
}

/** The lines per head in force for an address; where the strata has none, that of the whole state. Throws RangeError where none is known. */
export function linesPerHead(basisYear: number, state: string, strata: 'URBAN' | 'RURAL'): LinesPerHead {
  const amount = (kind: string): number => {
    const found =
      AMOUNTS.get(nameOf(basisYear, state, strata, kind)) ??
      AMOUNTS.get(nameOf(basisYear, state, null, kind));
    if (found === undefined)
      throw new RangeError(`No ${kind} line per head for ${basisYear}, state ${state}, ${strata}.`);
    return found;
  };
  return { povertyLinePerHead: amount('POVERTY'), foodLinePerHead: amount('FOOD') };
}
