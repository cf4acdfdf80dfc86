import { STATES } from '@seisi/schema/calendar/state';
import { RegistryError } from '@seisi/schema/errors';
import { badInput, readText } from './decision.ts';
import type { DraftRow } from './draft.table.ts';
import type { AidStatement, ContactStatement, EmploymentStatement, HouseholdStatement } from './statement.ts';
import type {
  DraftStage,
  StateAidInput,
  StateContactInput,
  StateEmploymentInput,
  StateHouseholdInput,
} from './types.generated.ts';

const MOST_MEMBERS = 50;
/** RM1,000,000 a month. */
const MOST_SEN = 100_000_000;
const MOST_RECEIVED = 10;
const DISTRICT = /^(\d{1,2})_\d{1,2}$/;
const SCHEME = /^[A-Z0-9-]{1,20}$/;
/** A mobile number of Malaysia: 01x and seven or eight digits. */
const PHONE = /^(?:\+?60|0)1\d{8,9}$/;
const EMAIL = /^[^\s@<>",;]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;
const MOST_EMAIL = 254;

/** Which stages a draft lacks, in the order of the form. */
export function missingOf({ household, employment, aid, contact }: DraftRow): DraftStage[] {
  const stages = { HOUSEHOLD: household, EMPLOYMENT: employment, AID: aid, CONTACT: contact } as const;
  return (Object.keys(stages) as DraftStage[]).filter((stage) => stages[stage] === null);
}

/** @throws BAD_USER_INPUT for a district that is no code, and for figures that cannot be */
export function householdStatement(input: StateHouseholdInput): HouseholdStatement {
  const { district, members, minors } = input;
  const state = STATES.find((code) => code === DISTRICT.exec(district)?.[1]?.padStart(2, '0'));
  if (state === undefined) throw badInput('district', 'takes the code of a district, such as 5_5');
  if (members < 1 || members > MOST_MEMBERS) throw badInput('members', `takes 1 to ${MOST_MEMBERS}`);
  if (minors < 0 || minors > members) throw badInput('minors', 'takes 0 to as many as live there');
  return { state, district, members, minors, monthlyIncome: money(input.monthlyIncome) };
}

/** @throws BAD_USER_INPUT for an income that cannot be */
export function employmentStatement({ status, monthlyIncome }: StateEmploymentInput): EmploymentStatement {
  return { status, monthlyIncome: money(monthlyIncome) };
}

/** @throws BAD_USER_INPUT for a text that is empty or too long, and for what is no code of a scheme */
export function aidStatement({ reason, receives = [] }: StateAidInput): AidStatement {
  const codes = [...new Set(receives)].toSorted();
  if (codes.length > MOST_RECEIVED || codes.some((code) => !SCHEME.test(code)))
    throw badInput('receives', `takes at most ${MOST_RECEIVED} codes of schemes, as \`schemes\` lists them`);
  return { reason: readText('reason', reason), receives: codes };
}

/** @throws BAD_USER_INPUT for neither number nor address, and for one that cannot be reached */
export function contactStatement({ phone, email, language = 'MS' }: StateContactInput): ContactStatement {
  const digits = phone?.replaceAll(/[\s-]/g, '') ?? null;
  if (digits !== null && !PHONE.test(digits))
    throw badInput('phone', 'takes a mobile number of Malaysia, such as +60123456789');
  const address = email?.trim() ?? null;
  if (address !== null && (address.length > MOST_EMAIL || !EMAIL.test(address)))
    throw badInput('email', 'takes one e-mail address');
  if (digits === null && address === null) throw badInput('phone', 'or `input.email` is needed, or both');
  const number = digits === null ? null : `+60${digits.replace(/^(?:\+?60|0)/, '')}`;
  return { phone: number, email: address, language };
}

/** A draft with everything stated. */
export type WholeDraft = DraftRow & {
  readonly household: HouseholdStatement;
  readonly employment: EmploymentStatement;
  readonly aid: AidStatement;
  readonly contact: ContactStatement;
};

/** A draft that may be submitted. @throws STEP_REFUSED with the names of the stages that it lacks */
export function wholeDraft(draft: DraftRow): WholeDraft {
  const missing = missingOf(draft);
  if (missing.length === 0) return draft as WholeDraft;
  throw new RegistryError('STEP_REFUSED', `The draft lacks ${missing.join(', ')}: state them first.`);
}

function money(sen: number): number {
  if (Number.isSafeInteger(sen) && sen >= 0 && sen <= MOST_SEN) return sen;
  throw badInput('monthlyIncome', `takes 0 to ${MOST_SEN} sen`);
}
