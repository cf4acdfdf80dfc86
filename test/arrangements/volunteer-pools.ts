import type { Pools } from '../access/random-question.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const OF_FILES = [
  ...['AttachVolunteerDocument', 'SubmitVolunteerApplication', 'ReviewVolunteer', 'RefuseVolunteer'],
  ...['OfferVolunteerCase', 'AnswerAssignment', 'EndAssignment'],
  ...['SignUpForActivity', 'WithdrawFromActivity', 'RecordParticipation'],
  ...['DeactivateVolunteer', 'ReactivateVolunteer', 'InviteToInduction', 'RecordInductionAttendance'],
];

/** What acts on volunteers are tried with. A draft, and what is planned or admitted, bear identifiers of their own in each house: those are refused in both. */
export function volunteerPools(
  input: (type: string, fields: Pools) => Pools,
  records: readonly { readonly id: string }[],
): Pools {
  const files = [...records.slice(0, 6).map(({ id }) => id), NOBODY];
  return {
    ...Object.fromEntries(OF_FILES.map((act) => [`${act}Input.application`, files])),
    ...input('SaveVolunteerApplicationInput', { phone: ['x'] }),
    ...input('PlanInductionInput', { district: ['0_0'] }),
    ...input('AdmitOrganisationInput', { state: ['x'] }),
    ...input('EndOrganisationInput', { organisation: ['PSK-01', 'none'] }),
    // A case that was opened bears an identifier of its own in each house.
    ...input('OpenVolunteerCaseInput', { task: ['Telefon 0123456789.'] }),
    ...Object.fromEntries(
      [
        'OfferVolunteerCase',
        'AnswerVolunteerOffer',
        'EndVolunteerOffer',
        'FinishVolunteerCase',
        'CloseVolunteerCase',
      ].map((act) => [`${act}Input.case`, [NOBODY]]),
    ),
    ...Object.fromEntries(
      ['AnswerAssignment', 'EndAssignment'].map((act) => [`${act}Input.assignment`, [NOBODY]]),
    ),
    'InviteToInductionInput.induction': [NOBODY],
    ...Object.fromEntries(
      ['SignUpFor', 'WithdrawFrom'].map((act) => [`${act}ActivityInput.activity`, [NOBODY]]),
    ),
    'RecordParticipationInput.activity': [NOBODY],
    ...input('OpenVolunteerProgrammeInput', { state: ['x'], title: ['xyz'] }),
    ...input('CloseVolunteerProgrammeInput', { programme: [NOBODY] }),
    ...input('PlanVolunteerActivityInput', { programme: [NOBODY], district: ['0_0'], title: ['xyz'] }),
    ...input('CancelVolunteerActivityInput', { activity: [NOBODY] }),
  };
}
