import { advance, type Life } from '@seisi/host/life';
import type { AgreementRow, AgreementStepRow } from './agreement.table.ts';

type State = AgreementRow['state'];
export type AgreementAct = Exclude<AgreementStepRow['act'], 'CONCLUDE'>;
/** How an agreement stands on a day; the dates are its own, the rest is what officers did. */
export type AgreementStatus = 'NOT_YET' | 'IN_FORCE' | 'SUSPENDED' | 'ENDED' | 'EXPIRED';

/** The life of an agreement. A change that is confirmed resumes it where it says so. */
const agreementLife: Life<State, AgreementAct> = {
  IN_FORCE: {
    ...{ SUSPEND: 'SUSPENDED', END: 'ENDED' },
    ...{ PROPOSE_CHANGE: 'IN_FORCE', DECLINE_CHANGE: 'IN_FORCE', CONFIRM_CHANGE: 'IN_FORCE' },
  },
  SUSPENDED: {
    ...{ END: 'ENDED' },
    ...{ PROPOSE_CHANGE: 'SUSPENDED', DECLINE_CHANGE: 'SUSPENDED', CONFIRM_CHANGE: 'SUSPENDED' },
  },
  ENDED: {},
};

/** @throws STEP_REFUSED where the step is not open from there */
export function nextState(state: State, step: AgreementAct, resumes: boolean): State {
  const next = advance(agreementLife, { thing: 'agreement', status: state, step });
  return step === 'CONFIRM_CHANGE' && resumes ? 'IN_FORCE' : next;
}

/** How it stands on a day (YYYY-MM-DD). It expires by itself. */
export function statusOn(
  { state, validFrom, validUntil }: Pick<AgreementRow, 'state' | 'validFrom' | 'validUntil'>,
  today: string,
): AgreementStatus {
  if (state === 'ENDED') return 'ENDED';
  if (validUntil !== null && validUntil <= today) return 'EXPIRED';
  if (state === 'SUSPENDED') return 'SUSPENDED';
  return validFrom > today ? 'NOT_YET' : 'IN_FORCE';
}
