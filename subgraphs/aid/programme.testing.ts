import { readReference } from '../../migrations/reference.ts';
import { readConditions } from './programme-condition.ts';
import type { ProgrammeText } from './programme-judgement.ts';

/** A programme as the reference data has it. */
export function programmeText(code: string): ProgrammeText {
  const rowsOf = (table: string) =>
    (readReference().find((one) => one.table === table)?.rows ?? [])
      .filter((row) => row['programme_code'] === code)
      .map((row) => ({
        id: row['id'] ?? '',
        place: Number(row['phase'] ?? 0) * 100 + Number(row['position']),
        phase: Number(row['phase']),
        outcome: row['outcome'] as ProgrammeText['rules'][number]['outcome'],
        needsRegistration: row['needs_registration'] === 'true',
        conditions: readConditions(row['id'] ?? '', JSON.parse(row['conditions'] ?? 'null')),
      }))
      .toSorted((one, other) => one.place - other.place);
  return {
    criteria: rowsOf('programme_criterion').map(({ conditions }) => conditions),
    rules: rowsOf('programme_rule'),
  };
}
