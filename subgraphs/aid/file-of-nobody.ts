import type { ApplicationRow } from './application.table.ts';

/**
 * What answers for the references that no file within reach bears: files about nobody. The person room is then asked about its applicant as
 * about any other, finds nobody, and they are absent: so a reference that exists, but whose applicant is out of reach or under a seal,
 * takes the same steps as one that nobody bears (access §7).
 */
export function filesOfNobody(
  references: readonly string[],
  found: readonly ApplicationRow[],
): ApplicationRow[] {
  const borne = new Set(found.map(({ reference }) => reference));
  return references.filter((reference) => !borne.has(reference)).map(fileOfNobody);
}

function fileOfNobody(reference: string): ApplicationRow {
  return {
    id: crypto.randomUUID(),
    reference,
    applicantKey: crypto.randomUUID(),
    state: '',
    district: '',
    schemeCode: '',
    status: 'IN_PROCESS',
    submittedAt: new Date(0),
    completeAt: null,
    decidedAt: null,
    decisionReason: null,
    awardAmount: null,
    awardStartsOn: null,
    awardEndsOn: null,
  };
}
