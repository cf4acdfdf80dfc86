import { RegistryError } from '@seisi/schema/errors';
import type { ProposeDecisionInput } from './types.generated.ts';

/** What an officer proposes. Amounts in whole sen, days YYYY-MM-DD, both included. */
export type WantedDecision =
  | {
      readonly outcome: 'APPROVE';
      readonly reason: string;
      readonly isDiscretionary: boolean;
      readonly amount: number;
      readonly startsOn: string;
      readonly endsOn: string | null;
    }
  | {
      readonly outcome: 'REJECT';
      readonly reason: string;
      readonly isDiscretionary: false;
      readonly amount: null;
      readonly startsOn: null;
      readonly endsOn: null;
    };

const MOST_CHARACTERS = 2_000;
/** RM1,000,000: more is a slip of the pen under every scheme. */
const MOST_SEN = 100_000_000;

/**
 * A proposal, as it may be made.
 * @throws BAD_USER_INPUT where an approval lacks its amount or first day, or a refusal bears them; where the last day is before the first
 */
export function wantedDecision(input: ProposeDecisionInput): WantedDecision {
  const reason = readText('reason', input.reason);
  const { outcome, isDiscretionary = false, amount = null, startsOn = null, endsOn = null } = input;
  if (outcome === 'REJECT') {
    if (amount !== null || startsOn !== null || endsOn !== null || isDiscretionary)
      throw badInput('outcome', 'is REJECT: a refusal has neither amount nor days, and no discretion');
    return { outcome, reason, isDiscretionary: false, amount: null, startsOn: null, endsOn: null };
  }
  if (amount === null || startsOn === null)
    throw badInput('amount', 'and `startsOn` stand with every approval');
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > MOST_SEN)
    throw badInput('amount', 'takes more than 0 and at most 100,000,000 sen');
  if (endsOn !== null && endsOn < startsOn) throw badInput('endsOn', 'is before `startsOn`');
  return { outcome, reason, isDiscretionary, amount, startsOn, endsOn };
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
