import type {
  AssessmentTest,
  LineProvenance,
  PovertyLineBasis,
  PovertyLineKind,
  Strata,
} from './types.generated.ts';

/** The part of a poverty line by which it is found within its basis year and state. */
type Line = {
  readonly kind: PovertyLineKind;
  readonly basis: PovertyLineBasis;
  readonly strata: Strata | null;
  readonly provenance: LineProvenance;
};

/**
 * Which line a test compares with: eKasih the line per head, DOSM the household's. JKM takes either; the household's is shown,
 * which JKM's text names first.
 */
const BASIS: Readonly<Record<AssessmentTest, PovertyLineBasis>> = {
  PER_HEAD: 'PER_HEAD',
  HOUSEHOLD: 'HOUSEHOLD',
  HOUSEHOLD_OR_PER_HEAD: 'HOUSEHOLD',
};

/** The line that an assessment was compared with, among those of its basis year and state; a line for its strata goes before one for both. Null where none is on record. */
export function lineOf<Row extends Line>(
  lines: readonly Row[],
  assessment: { readonly test: AssessmentTest; readonly strata: Strata },
  kind: PovertyLineKind,
): Row | null {
  const fitting = lines.filter((line) => line.kind === kind && line.basis === BASIS[assessment.test]);
  return (
    fitting.find((line) => line.strata === assessment.strata) ??
    fitting.find((line) => line.strata === null) ??
    null
  );
}

/** ESTIMATED as soon as one line is; null where a line is not on record, for then nothing can be said. */
export function provenanceOf(lines: readonly (Line | null)[]): LineProvenance | null {
  if (lines.some((line) => line?.provenance === 'ESTIMATED')) return 'ESTIMATED';
  return lines.includes(null) ? null : 'OFFICIAL';
}
