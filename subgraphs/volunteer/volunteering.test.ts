import { advance } from '@seisi/host/life';
import { expect, test } from 'vitest';
import type { VolunteerApplicationRow } from './application.table.ts';
import { missingParts } from './application.ts';
import type { VolunteerStatus, VolunteerStepAct } from './types.generated.ts';
import { mayApply, volunteerLife } from './volunteering.ts';

const STATUSES = ['RECEIVED', 'REVIEWED', 'INVITED', 'ABSENT', 'ACTIVE', 'REFUSED', 'INACTIVE'] as const;
const ACTS = [
  ...(['RECEIVE', 'REVIEW', 'REFUSE', 'INVITE', 'ATTEND', 'MISS'] as const),
  ...(['DEACTIVATE', 'REACTIVATE'] as const),
];

/** What S0 says, written down again: from where, by what, to where. */
const OPEN = [
  'RECEIVED REVIEW REVIEWED',
  'RECEIVED REFUSE REFUSED',
  'REVIEWED INVITE INVITED',
  'REVIEWED REFUSE REFUSED',
  'INVITED INVITE INVITED',
  'INVITED ATTEND ACTIVE',
  'INVITED MISS ABSENT',
  'ABSENT INVITE INVITED',
  'ABSENT REFUSE REFUSED',
  'ACTIVE DEACTIVATE INACTIVE',
  'INACTIVE REACTIVATE ACTIVE',
  'REFUSED RECEIVE RECEIVED',
];

test('every step from every status leads where the process says, or is refused', () => {
  const found = STATUSES.flatMap((status) =>
    ACTS.flatMap((step) => {
      const next = outcome(status, step);
      return next === null ? [] : [`${status} ${step} ${next}`];
    }),
  );
  expect(found.toSorted()).toEqual(OPEN.toSorted());
});

function outcome(status: VolunteerStatus, step: VolunteerStepAct): VolunteerStatus | null {
  try {
    return advance<VolunteerStatus, VolunteerStepAct>(volunteerLife, { thing: 'record', status, step });
  } catch {
    return null;
  }
}

test('whoever has no record or a refused one may apply', () => {
  expect([null, ...STATUSES].filter(mayApply)).toEqual([null, 'REFUSED']);
});

test('each of the six parts is missing until something is said of it; no skill is an answer', () => {
  const empty: VolunteerApplicationRow = {
    ...{ id: '1', volunteeringId: '2', personKey: '3', language: 'MS', phone: null, email: null },
    ...{ qualification: null, workExperience: null, interests: null, skills: null, availability: null },
    ...{ startedAt: new Date(0), submittedAt: null },
  };
  const said = {
    ...{ PERSONAL: { email: 'a@mail.example' }, ACADEMIC: { qualification: 'SPM' } },
    ...{ WORK_EXPERIENCE: { workExperience: 'None.' }, INTERESTS: { interests: ['CHILDREN' as const] } },
    ...{ SKILLS: { skills: [] }, AVAILABILITY: { availability: ['EVENINGS' as const] } },
  };
  expect(missingParts(empty)).toEqual(Object.keys(said));
  for (const [part, fields] of Object.entries(said))
    expect(missingParts({ ...empty, ...fields })).toEqual(Object.keys(said).filter((each) => each !== part));
  expect(missingParts({ ...empty, phone: '+60123456789' })).not.toContain('PERSONAL');
});
