import { isCivilDay } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';
import type { ProposeDecisionInput } from './types.generated.ts';

/** What an officer proposes. Amounts in whole sen, days YYYY-MM-DD, both included. An approval has an amount, or the birth dates of those for whom the rates are paid. */
export type WantedDecision =
  | {
      readonly outcome: 'APPROVE';
      readonly reason: string;
      readonly isDiscretionary: boolean;
      readonly amount: number | null;
      readonly recipients: readonly string[] | null;
      readonly startsOn: string;
      readonly endsOn: string | null;
    }
  | {
      readonly outcome: 'REJECT';
      readonly reason: string;
      readonly isDiscretionary: false;
      readonly amount: null;
      readonly recipients: null;
      readonly startsOn: null;
      readonly endsOn: null;
    };

const MOST_CHARACTERS = 2_000;
/** RM1,000,000: more is a slip of the pen under every scheme. */
const MOST_SEN = 100_000_000;
const MOST_RECIPIENTS = 30;
const FIRST_BIRTH = '1880-01-01';

/**
 * A proposal, as it may be made.
 * @throws BAD_USER_INPUT where an approval lacks its first day, has neither an amount nor recipients, or both, or a refusal bears any of them; where the last day is before the first
 */
export function wantedDecision(input: ProposeDecisionInput): WantedDecision {
  const reason = readText('reason', input.reason);
  if (input.outcome === 'REJECT') {
    const { isDiscretionary = false, amount, recipients, startsOn, endsOn } = input;
    if (isDiscretionary || [amount, recipients, startsOn, endsOn].some((one) => one != null))
      throw badInput('outcome', 'is REJECT: a refusal has neither amount nor days, and no discretion');
    const nothing = { amount: null, recipients: null, startsOn: null, endsOn: null } as const;
    return { outcome: 'REJECT', reason, isDiscretionary: false, ...nothing };
  }
  return wantedApproval(input, reason);
}

function wantedApproval(input: ProposeDecisionInput, reason: string): WantedDecision {
  const { isDiscretionary = false, amount = null, recipients = null, startsOn = null, endsOn = null } = input;
  if (startsOn === null) throw badInput('startsOn', 'stands with every approval');
  if (endsOn !== null && endsOn < startsOn) throw badInput('endsOn', 'is before `startsOn`');
  if ((amount === null) === (recipients === null))
    throw badInput('amount', 'or `recipients` stands with every approval, one of the two');
  if (amount !== null && (!Number.isSafeInteger(amount) || amount <= 0 || amount > MOST_SEN))
    throw badInput('amount', 'takes more than 0 and at most 100,000,000 sen');
  if (recipients !== null) checkRecipients(recipients, startsOn);
  const inOrder = recipients?.toSorted() ?? null;
  return { outcome: 'APPROVE', reason, isDiscretionary, amount, recipients: inOrder, startsOn, endsOn };
}

function checkRecipients(recipients: readonly string[], startsOn: string): void {
  if (recipients.length === 0 || recipients.length > MOST_RECIPIENTS)
    throw badInput('recipients', `names 1 to ${MOST_RECIPIENTS} people`);
  const isBirth = (day: string) => isCivilDay(day) && day >= FIRST_BIRTH && day <= startsOn;
  if (!recipients.every(isBirth)) throw badInput('recipients', 'takes birth dates not after `startsOn`');
}

/** What somebody writes, without blanks around it. @throws BAD_USER_INPUT for nothing, and for more than 2,000 characters or the number given */
export function readText(name: string, text: string, most = MOST_CHARACTERS): string {
  const said = text.trim();
  if (said.length > 0 && said.length <= most) return said;
  throw badInput(name, `takes 1 to ${most} characters`);
}

/** A fault of one part of the input. */
export function badInput(name: string, fault: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${fault}.`, { argument: `input.${name}` });
}
