import type { Life } from '@seisi/host/life';
import { daysAfter, monthsAfter } from '@seisi/schema/calendar/civil-day';
import type { PassDocumentKindName } from './document.table.ts';
import type { CheckAnswer } from './renewal.table.ts';
import type { RenewalRuleRow } from './renewal-rule.table.ts';
import type { PassCondition, PassEmployerKind, PassRenewalStatus } from './types.generated.ts';
import { type PassDates, passStatusOn, windowOf } from './work-pass.ts';

export type RenewalAct = 'SUBMIT' | 'RETURN' | 'CHECK' | 'ASK_LEVY' | 'PAY' | 'ISSUE' | 'REJECT' | 'CANCEL';

/** The life of a renewal (S4; the names of statuses are proposed in `processes.md` (g)). Read a line as: from this status, these steps lead to those. */
export const renewalLife = {
  DRAFT: { SUBMIT: 'SUBMITTED', CANCEL: 'CANCELLED' },
  SUBMITTED: { RETURN: 'INCOMPLETE', CHECK: 'CHECKED', REJECT: 'REJECTED', CANCEL: 'CANCELLED' },
  INCOMPLETE: { SUBMIT: 'SUBMITTED', REJECT: 'REJECTED', CANCEL: 'CANCELLED' },
  CHECKED: { ASK_LEVY: 'AWAITING_PAYMENT', REJECT: 'REJECTED', CANCEL: 'CANCELLED' },
  AWAITING_PAYMENT: { PAY: 'APPROVED', REJECT: 'REJECTED', CANCEL: 'CANCELLED' },
  // What was paid is issued.
  APPROVED: { ISSUE: 'ISSUED' },
  ISSUED: {},
  REJECTED: {},
  CANCELLED: {},
} as const satisfies Life<PassRenewalStatus, RenewalAct>;

/** What an officer looks at (S4 and the conditions of X): all must have passed before a levy is asked for. */
export const CONDITIONS = [
  'EMPLOYER_NOT_BLACKLISTED',
  'WORKER_NOT_BLACKLISTED',
  'WORKER_NOT_ABSCONDED',
  'INSURED',
  'GUARANTEED',
] as const satisfies readonly PassCondition[];

/** Which documents a renewal needs (S4): a helper's contract where the rule says so, a certificate of SSM of a company. */
export function requiredDocuments(
  kind: PassEmployerKind,
  { needsContract }: Pick<RenewalRuleRow, 'needsContract'>,
): PassDocumentKindName[] {
  const ofCompany: PassDocumentKindName[] = kind === 'COMPANY' ? ['SSM_CERTIFICATE'] : [];
  const ofHelper: PassDocumentKindName[] = needsContract ? ['ATTESTED_CONTRACT'] : [];
  return ['PASSPORT', 'CURRENT_PASS', 'MEDICAL_RESULT', 'LEVY_PROOF', ...ofCompany, ...ofHelper];
}

/** What an employer states of a worker's papers; civil days. */
export type Stated = { readonly passportExpiresOn: string; readonly medicalOn: string };

/** Why a pass cannot be renewed on a day, in a sentence; null where it can. The rules are those of that day. */
export function renewalFault(
  pass: PassDates,
  { passportExpiresOn, medicalOn }: Stated,
  rule: RenewalRuleRow,
  today: string,
): string | null {
  const status = passStatusOn(today, pass);
  if (status === 'CANCELLED' || status === 'REPLACED') return `The pass is ${status}; it is not renewed.`;
  const { from, until } = windowOf(pass, rule);
  if (today < from) return `The pass may be renewed from ${from} on.`;
  if (today > until)
    return `The pass could be renewed until ${until}; after that a special pass comes first.`;
  if (passportExpiresOn <= monthsAfter(today, rule.passportMonths))
    return `The passport must be good for more than ${rule.passportMonths} months.`;
  if (medicalOn > today) return 'The result of FOMEMA is of a day to come.';
  if (medicalOn < monthsAfter(today, -rule.medicalMonths))
    return `The result of FOMEMA may be ${rule.medicalMonths} months old at the most.`;
  return null;
}

/** What the answers come to: all passed, one failed, or it cannot be told. One that nobody looked at is unknown. */
export function verdictOf(answers: ReadonlyMap<string, CheckAnswer>): CheckAnswer {
  const found = CONDITIONS.map((condition) => answers.get(condition) ?? 'UNKNOWN');
  if (found.includes('FAILED')) return 'FAILED';
  return found.includes('UNKNOWN') ? 'UNKNOWN' : 'PASSED';
}

/** The days of the pass that takes the place of another: from the day after its last, for the months of the rule. */
export function nextDays(
  { expiresOn }: Pick<PassDates, 'expiresOn'>,
  { passMonths }: Pick<RenewalRuleRow, 'passMonths'>,
): { readonly startsOn: string; readonly expiresOn: string } {
  const startsOn = daysAfter(expiresOn, 1);
  return { startsOn, expiresOn: daysAfter(monthsAfter(startsOn, passMonths), -1) };
}
