import type { ReferralRow } from './referral.table.ts';

/**
 * What answers for the references that no file within reach bears: files about nobody. The person room is then asked about its subject as
 * about any other, finds nobody, and they are absent: so a reference that exists, but whose subject is out of reach or under a seal,
 * takes the same steps as one that nobody bears (access §7).
 */
export function filesOfNobody(references: readonly string[], found: readonly ReferralRow[]): ReferralRow[] {
  const borne = new Set(found.map(({ reference }) => reference));
  return references.filter((reference) => !borne.has(reference)).map(fileOfNobody);
}

function fileOfNobody(reference: string): ReferralRow {
  return {
    id: crypto.randomUUID(),
    reference,
    householdKey: crypto.randomUUID(),
    personKey: null,
    fromAgency: '',
    toAgency: '',
    status: 'SENT',
    need: 'FOOD',
    note: '',
    sentAt: new Date(0),
    classes: [],
    urgency: 'ROUTINE',
    dueAt: null,
    onwardId: null,
    overdueToldAt: null,
  };
}
