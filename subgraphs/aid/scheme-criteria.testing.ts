import { readReference } from '../../migrations/reference.ts';
import { type Criteria, criteriaOn, readCriteria } from './scheme-criteria.ts';

const ROWS = readReference().find(({ table }) => table === 'scheme_rule')?.rows ?? [];

/** The criteria of a scheme on a day, as the reference data has them. */
export function criteriaOf(code: string, day = '2026-11-22'): Criteria | null {
  const rules = ROWS.filter((row) => row['scheme_code'] === code).map((row) => ({
    startsOn: row['starts_on'] ?? '',
    endsOn: row['ends_on'] ?? null,
    criteria: readCriteria(row['id'] ?? '', JSON.parse(row['criteria'] ?? 'null')),
  }));
  return criteriaOn(rules, day);
}
