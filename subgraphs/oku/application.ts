import type { Life } from '@seisi/host/life';
import type { OkuDocumentKindName } from './document.table.ts';
import type {
  OkuApplicationKind,
  OkuApplicationStatus,
  OkuIdentityPaper,
  OkuRegistrationStatus,
} from './types.generated.ts';

export type ApplicationAct =
  | 'SUBMIT'
  | 'ASK'
  | 'ANSWER'
  | 'LAPSE'
  | 'WITHDRAW'
  | 'REGISTER'
  | 'REFUSE'
  | 'REOPEN';

/**
 * The life of an application for the register. Read a line as: from this status, these steps lead to those. Asking again while information is awaited sets
 * another last day (Act 685 s.23 lets it be extended).
 */
export const applicationLife = {
  DRAFT: { SUBMIT: 'UNDER_ASSESSMENT', WITHDRAW: 'WITHDRAWN' },
  UNDER_ASSESSMENT: {
    ASK: 'INFORMATION_REQUIRED',
    WITHDRAW: 'WITHDRAWN',
    REGISTER: 'REGISTERED',
    REFUSE: 'REFUSED',
  },
  INFORMATION_REQUIRED: {
    ASK: 'INFORMATION_REQUIRED',
    ANSWER: 'UNDER_ASSESSMENT',
    LAPSE: 'WITHDRAWN',
    WITHDRAW: 'WITHDRAWN',
  },
  WITHDRAWN: {},
  REGISTERED: {},
  // Only an appeal that is allowed reopens.
  REFUSED: { REOPEN: 'UNDER_ASSESSMENT' },
} as const satisfies Life<OkuApplicationStatus, ApplicationAct>;

const PAPERS: Readonly<Record<OkuIdentityPaper, readonly OkuDocumentKindName[]>> = {
  MYKAD: ['MYKAD'],
  // Neither has a picture that stands for its holder (JKM).
  MYKID: ['MYKID', 'PHOTOGRAPH'],
  BIRTH_CERTIFICATE: ['BIRTH_CERTIFICATE', 'PHOTOGRAPH'],
};

/** What an application needs before it may be sent (JKM: BPPOKU stamped by a physician, a paper of identity, a photograph with two of them). */
export function requiredDocuments({
  kind,
  identityPaper,
}: {
  readonly kind: OkuApplicationKind;
  readonly identityPaper: OkuIdentityPaper;
}): OkuDocumentKindName[] {
  const former: OkuDocumentKindName[] = kind === 'RE_REGISTRATION' ? ['FORMER_CARD'] : [];
  return ['MEDICAL_FORM', ...PAPERS[identityPaper], ...former];
}

/** Whether an application of a kind may be made by somebody of whom the register says this; null where it has no entry. */
export function isOpenTo(kind: OkuApplicationKind, status: OkuRegistrationStatus | null): boolean {
  return kind === 'CATEGORY_CHANGE' ? status === 'REGISTERED' : status !== 'REGISTERED';
}

/** What an entry of the register says while an application and after a step of it: a change of category leaves the entry as it is until it is decided. */
export function entryAfter(
  kind: OkuApplicationKind,
  status: OkuApplicationStatus,
): OkuRegistrationStatus | null {
  if (status === 'DRAFT') return null;
  if (kind === 'CATEGORY_CHANGE') return status === 'REGISTERED' ? 'REGISTERED' : null;
  return status === 'INFORMATION_REQUIRED' ? 'UNDER_ASSESSMENT' : status;
}
