import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const FILE = { application: NOBODYS, ...TRIED };

/** An act on a file of a volunteer that there is not. */
function ofFile(name: string, input: Readonly<Record<string, string>> = {}): ActProbe {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { ...FILE, ...input }, 'volunteerFile');
}

/** An act on a case that there is not. */
function ofCase(name: string, input: Readonly<Record<string, string>>): ActProbe {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { case: NOBODYS, ...input, ...TRIED }, 'volunteerCase');
}

/** The acts on volunteers, on what there is not; where there is nothing to be out of reach, with what is none. */
export const VOLUNTEER_PROBES: readonly ActProbe[] = [
  act(
    'saveVolunteerApplication',
    'SaveVolunteerApplicationInput',
    {
      ...{ phone: '"x"', email: 'null', language: 'MS', qualification: '"x"', workExperience: '"x"' },
      ...{ interests: '[CHILDREN]', skills: '[]', availability: '[WEEKENDS]' },
      ...TRIED,
    },
    'volunteerFile',
  ),
  act(
    'attachVolunteerDocument',
    'AttachVolunteerDocumentInput',
    { kind: 'MYKAD', ...FILE },
    'volunteerAttached',
  ),
  ofFile('submitVolunteerApplication'),
  ofFile('reviewVolunteer'),
  ofFile('refuseVolunteer', { reason: '"x"' }),
  ofFile('deactivateVolunteer', { reason: '"x"' }),
  ofFile('reactivateVolunteer'),
  ofFile('inviteToInduction', { induction: NOBODYS }),
  ofFile('recordInductionAttendance', { attended: 'true' }),
  ofFile('signUpForActivity', { activity: NOBODYS }),
  ofFile('withdrawFromActivity', { activity: NOBODYS }),
  ofFile('recordParticipation', { activity: NOBODYS, hours: '1' }),
  act(
    'openVolunteerProgramme',
    'OpenVolunteerProgrammeInput',
    { title: '"xyz"', state: '"none"', organisation: '"none"', ...TRIED },
    'programme',
  ),
  act(
    'closeVolunteerProgramme',
    'CloseVolunteerProgrammeInput',
    { programme: NOBODYS, ...TRIED },
    'programme',
  ),
  act(
    'planVolunteerActivity',
    'PlanVolunteerActivityInput',
    {
      ...{
        programme: NOBODYS,
        title: '"xyz"',
        interest: 'CHILDREN',
        district: '"none"',
        day: '"2026-01-20"',
      },
      ...{ place: '"x"', hours: '1', capacity: '1' },
      ...TRIED,
    },
    'activity',
  ),
  act('cancelVolunteerActivity', 'CancelVolunteerActivityInput', { activity: NOBODYS, ...TRIED }, 'activity'),
  act(
    'openVolunteerCase',
    'OpenVolunteerCaseInput',
    {
      ...{
        person: NOBODYS,
        interest: 'CHILDREN',
        task: '"0123456789"',
        startsOn: '"2026-01-20"',
        hours: '1',
      },
      ...TRIED,
    },
    'volunteerCase',
  ),
  ofCase('offerVolunteerCase', { application: NOBODYS }),
  ofCase('answerVolunteerOffer', { agrees: 'true', introduction: '"x"' }),
  ofCase('endVolunteerOffer', { reason: '"x"' }),
  ofCase('finishVolunteerCase', { hours: '1' }),
  ofCase('closeVolunteerCase', { reason: '"x"' }),
  ofFile('answerAssignment', { assignment: NOBODYS, agrees: 'true', introduction: '"x"' }),
  ofFile('endAssignment', { assignment: NOBODYS, reason: '"x"' }),
  act(
    'planInduction',
    'PlanInductionInput',
    { district: '"none"', day: '"2026-01-20"', place: '"x"', capacity: '1', ...TRIED },
    'induction',
  ),
  act(
    'admitOrganisation',
    'AdmitOrganisationInput',
    { name: '"x"', state: '"none"', ...TRIED },
    'organisation',
  ),
  act('endOrganisation', 'EndOrganisationInput', { organisation: '"none"', ...TRIED }, 'organisation'),
];
