import { advance, type Life } from '@seisi/host/life';
import type { CandidateRow, CandidateStepRow } from './candidate.table.ts';
import type { LockedHead } from './locked-head.ts';
import type { ProgrammeListRow } from './programme.table.ts';
import { type CandidateFacts, judgeCandidate, type ProgrammeText } from './programme-judgement.ts';

/**
 * The life of a candidate (S3: Calon → Disemak Silang → Layak, Rujuk Focus Group, Tidak Layak → Dimuktamadkan → Dimaklumkan → Menunggu Akaun, Sedia EFT, Sedia Tunai → Dibayar, Tidak Dituntut →
 * Dikembalikan). Read a line as: from this status, these steps lead to those.
 */
export const candidateLife = {
  CANDIDATE: { CROSS_CHECK: 'CROSS_CHECKED' },
  CROSS_CHECKED: { FIND_ELIGIBLE: 'ELIGIBLE', REFER: 'FOCUS_GROUP', FIND_NOT_ELIGIBLE: 'NOT_ELIGIBLE' },
  ELIGIBLE: { FINALISE: 'FINALISED' },
  FOCUS_GROUP: { CONFIRM: 'ELIGIBLE', DECLINE: 'NOT_ELIGIBLE' },
  NOT_ELIGIBLE: {},
  FINALISED: { ANNOUNCE: 'ANNOUNCED' },
  ANNOUNCED: { SEND_BY_EFT: 'READY_EFT', ASK_FOR_ACCOUNT: 'AWAITING_ACCOUNT' },
  AWAITING_ACCOUNT: {
    CHECK_ACCOUNT: 'READY_EFT',
    MISS_ACCOUNT: 'READY_CASH',
    CHOOSE_COUNTER: 'READY_CASH',
  },
  // As long as it stands in no file.
  READY_EFT: { PAY_BY_EFT: 'PAID', COME_BACK: 'READY_CASH', CHOOSE_COUNTER: 'READY_CASH' },
  READY_CASH: { PAY_IN_CASH: 'PAID', MISS_CLAIM: 'UNCLAIMED' },
  // What the bank credited may still come back from it.
  PAID: { COME_BACK: 'READY_CASH' },
  UNCLAIMED: { RETURN: 'RETURNED' },
  RETURNED: {},
} as const satisfies Life<CandidateRow['status'], CandidateAct>;

export type CandidateAct = CandidateStepRow['act'];

/** The step by which each outcome is reached. */
const STEP_TO = {
  ELIGIBLE: 'FIND_ELIGIBLE',
  FOCUS_GROUP: 'REFER',
  NOT_ELIGIBLE: 'FIND_NOT_ELIGIBLE',
} as const;

/** Somebody who has an award under a scheme of the programme, and where their application is. */
export type Recipient = {
  readonly personKey: string;
  readonly state: string;
  readonly district: string;
  readonly schemeCode: string;
};

/** Somebody whom an agency's own list names, and where they live. */
export type Listed = Pick<Recipient, 'personKey' | 'state' | 'district'>;

/** Somebody found in lists, judged; and the steps by which that came. */
export type FoundCandidate = Pick<
  CandidateRow,
  | 'personKey'
  | 'state'
  | 'district'
  | 'lists'
  | 'status'
  | 'phase'
  | 'ruleId'
  | 'needsRegistration'
  | 'because'
> & { readonly steps: readonly Pick<CandidateStepRow, 'act' | 'status'>[] };

/**
 * Checks the lists of a programme across (semak silang): one candidate for each person, with the lists in which they stand, in the order of the keys. Where somebody is on the register it says where they live;
 * of whom it does not have, nothing but their schemes is known. An agency's list says that they stand in it, and no fact about them.
 */
export function crossCheck(
  text: ProgrammeText & { readonly lists: readonly Pick<ProgrammeListRow, 'kind' | 'schemeCode'>[] },
  heads: readonly LockedHead[],
  recipients: readonly Recipient[],
  listed: readonly Listed[] = [],
): FoundCandidate[] {
  const uses = new Set(text.lists.map(({ kind }) => kind));
  const usesRegister = uses.has('REGISTER');
  const listedByKey = new Map(uses.has('AGENCY') ? listed.map((one) => [one.personKey, one]) : []);
  const named = new Set(
    text.lists.flatMap(({ kind, schemeCode }) => (kind === 'SCHEME' ? schemeCode : null)),
  );
  const headByKey = new Map(heads.map((head) => [head.personKey, head]));
  const aided = Map.groupBy(
    recipients.filter(({ schemeCode }) => named.has(schemeCode)),
    ({ personKey }) => personKey,
  );
  const keys = new Set([...(usesRegister ? headByKey.keys() : []), ...aided.keys(), ...listedByKey.keys()]);
  return [...keys].toSorted().flatMap((key) => {
    const [head, awards, own] = [headByKey.get(key), aided.get(key) ?? [], listedByKey.get(key)];
    const place = head ?? awards[0] ?? own;
    const isListed = own !== undefined;
    return place === undefined ? [] : [judged(text, { key, place, head, awards, isListed })];
  });
}

type Found = {
  readonly key: string;
  readonly place: Pick<Recipient, 'state' | 'district'>;
  readonly head: LockedHead | undefined;
  readonly awards: readonly Recipient[];
  readonly isListed: boolean;
};

function judged(text: ProgrammeText, { key, place, head, awards, isListed }: Found): FoundCandidate {
  const { outcome, phase, rule, needsRegistration, because } = judgeCandidate(text, factsOf(head, awards));
  const steps = stepsTo(outcome);
  return {
    ...{ personKey: key, state: place.state, district: place.district },
    lists: [
      ...(head === undefined ? [] : ['REGISTER' as const]),
      ...(awards.length === 0 ? [] : ['SCHEME' as const]),
      ...(isListed ? ['AGENCY' as const] : []),
    ],
    status: outcome,
    ...{ phase, ruleId: rule, needsRegistration, because: [...because], steps },
  };
}

function stepsTo(outcome: keyof typeof STEP_TO): FoundCandidate['steps'] {
  const checked = stepped('CANDIDATE', 'CROSS_CHECK');
  return [checked, stepped(checked.status, STEP_TO[outcome])];
}

/** @throws STEP_REFUSED where the step is not open */
export function stepped(
  status: CandidateRow['status'],
  act: CandidateAct,
): Pick<CandidateStepRow, 'act' | 'status'> {
  const thing = { thing: 'candidate', status, step: act };
  return { act, status: advance<CandidateRow['status'], CandidateAct>(candidateLife, thing) };
}

function factsOf(head: LockedHead | undefined, awards: readonly Recipient[]): CandidateFacts {
  const schemes = awards.map(({ schemeCode }) => schemeCode);
  if (head === undefined) return { ...NOTHING_KNOWN, schemes };
  const { sex, maritalStatus, povertyStatus, exitReason, income, members } = head;
  const { hasChild, hasUnmarriedChild, isHusbandUnable } = head;
  return {
    ...{ onRegister: true, isHead: true, schemes },
    ...{ sex, maritalStatus, povertyStatus, exitReason, income, members },
    ...{ hasChild, hasUnmarriedChild, isHusbandUnable },
  };
}

const NOTHING_KNOWN: CandidateFacts = {
  ...{ onRegister: false, isHead: null, schemes: null },
  ...{ sex: null, maritalStatus: null, povertyStatus: null, exitReason: null, income: null, members: null },
  ...{ hasChild: null, hasUnmarriedChild: null, isHusbandUnable: null },
};
