import type { AidReceivedRow } from './aid-received.table.ts';
import { isDay } from './as-of.ts';
import { wantedProvenance } from './recorded-income.ts';
import { badInput, readText } from './registration-input.ts';
import type { RecordAidReceivedInput } from './types.generated.ts';

/** What is recorded, as it may be kept. */
export type WantedAid = Pick<
  AidReceivedRow,
  'agencyCode' | 'kind' | 'programme' | 'rhythm' | 'value' | 'isInIncome' | 'since' | 'until' | 'origin'
> & { readonly method: AidReceivedRow['method'] };

const AGENCY = /^[a-z0-9][a-z0-9-]{1,39}$/;
const MOST_SEN = 1_000_000_000;
const MOST_NAME = 120;

/** @throws BAD_USER_INPUT for a code, value or day that is none, a day to come, and an end of what came once or that is not after the beginning */
export function readAidReceived(input: RecordAidReceivedInput, today: string): WantedAid {
  const { agencyCode, kind, rhythm, isInIncome, since } = input;
  const { value = null, until = null } = input;
  if (!AGENCY.test(agencyCode)) throw badInput('agencyCode', 'takes the code of an agency, such as `jkm`');
  if (value !== null && !(Number.isSafeInteger(value) && value > 0 && value <= MOST_SEN))
    throw badInput('value', `is no whole number of sen from 1 to ${MOST_SEN}`);
  if (!isDay(since) || since > today) throw badInput('since', 'is no day of the calendar, today or earlier');
  if (until !== null && (rhythm === 'ONCE' || !isDay(until) || until <= since))
    throw badInput('until', 'is a day after `input.since`, and stands with what comes monthly alone');
  const { origin, method } = wantedProvenance(input);
  if (method === null) throw badInput('method', 'says how it was taken down');
  const programme = readText('programme', input.programme, MOST_NAME);
  return { agencyCode, kind, programme, rhythm, value, isInIncome, since, until, origin, method };
}
