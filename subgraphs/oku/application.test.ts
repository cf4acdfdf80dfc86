import { advance } from '@seisi/host/life';
import { expect, test } from 'vitest';
import {
  type ApplicationAct,
  applicationLife,
  entryAfter,
  isOpenTo,
  requiredDocuments,
} from './application.ts';
import type { OkuApplicationStatus } from './types.generated.ts';

const STATUSES = [
  'DRAFT',
  'UNDER_ASSESSMENT',
  'INFORMATION_REQUIRED',
  'WITHDRAWN',
  'REGISTERED',
  'REFUSED',
] as const;
const ACTS = ['SUBMIT', 'ASK', 'ANSWER', 'LAPSE', 'WITHDRAW', 'REGISTER', 'REFUSE', 'REOPEN'] as const;

/** What S0 and Act 685 s.22 to s.24 say, written down again: from where, by what, to where. */
const OPEN = [
  'DRAFT SUBMIT UNDER_ASSESSMENT',
  'DRAFT WITHDRAW WITHDRAWN',
  'UNDER_ASSESSMENT ASK INFORMATION_REQUIRED',
  'UNDER_ASSESSMENT WITHDRAW WITHDRAWN',
  'UNDER_ASSESSMENT REGISTER REGISTERED',
  'UNDER_ASSESSMENT REFUSE REFUSED',
  'INFORMATION_REQUIRED ASK INFORMATION_REQUIRED',
  'INFORMATION_REQUIRED ANSWER UNDER_ASSESSMENT',
  'INFORMATION_REQUIRED LAPSE WITHDRAWN',
  'INFORMATION_REQUIRED WITHDRAW WITHDRAWN',
  'REFUSED REOPEN UNDER_ASSESSMENT',
];

test('every step from every status leads where the law says, or is refused', () => {
  const found = STATUSES.flatMap((status) =>
    ACTS.flatMap((step) => {
      const next = outcome(status, step);
      return next === null ? [] : [`${status} ${step} ${next}`];
    }),
  );
  expect(found.toSorted()).toEqual(OPEN.toSorted());
});

function outcome(status: OkuApplicationStatus, step: ApplicationAct): OkuApplicationStatus | null {
  try {
    return advance<OkuApplicationStatus, ApplicationAct>(applicationLife, {
      thing: 'application',
      status,
      step,
    });
  } catch {
    return null;
  }
}

test('what the register says follows the application, but a change of category touches nothing before it is decided', () => {
  const shown = (kind: 'NEW' | 'CATEGORY_CHANGE') => STATUSES.map((status) => entryAfter(kind, status));
  expect(shown('NEW')).toEqual([
    ...[null, 'UNDER_ASSESSMENT', 'UNDER_ASSESSMENT', 'WITHDRAWN', 'REGISTERED', 'REFUSED'],
  ]);
  expect(shown('CATEGORY_CHANGE')).toEqual([null, null, null, null, 'REGISTERED', null]);
});

test('who is registered changes the category, everyone else registers: a refusal, a withdrawal and a strike-off bar nobody', () => {
  const entries = [null, 'UNDER_ASSESSMENT', 'REGISTERED', 'REFUSED', 'WITHDRAWN', 'STRUCK_OFF'] as const;
  expect(entries.map((entry) => isOpenTo('NEW', entry))).toEqual([true, true, false, true, true, true]);
  expect(entries.map((entry) => isOpenTo('CATEGORY_CHANGE', entry))).toEqual([
    ...[false, false, true, false, false, false],
  ]);
});

test('each application needs the medical form, and a paper without a picture needs one beside it', () => {
  const needs = (kind: 'NEW' | 'RE_REGISTRATION', identityPaper: 'MYKAD' | 'MYKID' | 'BIRTH_CERTIFICATE') =>
    requiredDocuments({ kind, identityPaper });
  expect(needs('NEW', 'MYKAD')).toEqual(['MEDICAL_FORM', 'MYKAD']);
  expect(needs('NEW', 'MYKID')).toEqual(['MEDICAL_FORM', 'MYKID', 'PHOTOGRAPH']);
  expect(needs('RE_REGISTRATION', 'BIRTH_CERTIFICATE')).toEqual([
    ...['MEDICAL_FORM', 'BIRTH_CERTIFICATE', 'PHOTOGRAPH', 'FORMER_CARD'],
  ]);
});
