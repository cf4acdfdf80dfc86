import { isUuid } from '@seisi/host/scalars';
import { type DataClass, opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, covers, reasonClosed } from '@seisi/schema/viewer';
import { inArray, or, type SQL, sql } from 'drizzle-orm';
import { type CandidateRow, candidates } from './candidate.table.ts';

/** Whoever works through candidates sees why they are such. */
const READS = ['aid', 'poverty'] as const satisfies readonly DataClass[];
/** Whoever decides writes a reason besides (S3: Focus Group Daerah). */
const DECIDES = [...READS, 'aid.note'] as const satisfies readonly DataClass[];

type Whose = Pick<CandidateRow, 'personKey' | 'state' | 'district'>;

/** Which candidates exist for a ground: those of the areas of a posting whose duty they are, but for the officer. It narrows what the grant opened. */
export const reach = {
  row: (row: Whose, basis: Basis): boolean =>
    basis.kind === 'POSTING' &&
    holds(basis, READS) &&
    row.personKey !== basis.personKey &&
    covers(basis.areas, row.district, row.state),

  /** The same rule, said in SQL. `candidate.resolvers.test.ts` holds the two together. */
  where: (basis: Basis): SQL => {
    if (basis.kind !== 'POSTING' || !holds(basis, READS)) return sql`false`;
    const areas = [...basis.areas];
    const isHere = areas.includes('MY')
      ? sql`true`
      : (or(inArray(candidates.district, areas), inArray(candidates.state, areas)) ?? sql`false`);
    return isUuid(basis.personKey)
      ? sql`(${isHere} and ${candidates.personKey} <> ${basis.personKey})`
      : isHere;
  },
};

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty, naming the class that is missing */
export function refuseCandidates(coordinate: string, basis: Basis): void {
  if (basis.kind === 'POSTING' && holds(basis, READS)) return;
  const missing = opens(ceiling(basis), READS[0]) ? READS[1] : READS[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseDeciding(basis: Basis): void {
  if (basis.kind !== 'POSTING' || !holds(basis, DECIDES))
    throw withheld('Mutation.decideCandidate', null, 'CLASS_NOT_IN_BASIS');
}

function holds(basis: Basis, classes: readonly DataClass[]): boolean {
  return classes.every((name) => opens(ceiling(basis), name));
}
