/** Whose acts those of the room of volunteers are. */
export const VOLUNTEER_ACTS = [
  ['saveVolunteerApplication', 'CITIZEN'],
  ['attachVolunteerDocument', 'CITIZEN'],
  ['submitVolunteerApplication', 'CITIZEN'],
  ['reviewVolunteer', 'VOLUNTEER_OFFICER'],
  ['refuseVolunteer', 'VOLUNTEER_OFFICER'],
  ['deactivateVolunteer', 'VOLUNTEER_OFFICER_OR_CITIZEN'],
  ['reactivateVolunteer', 'VOLUNTEER_OFFICER'],
  ['planInduction', 'VOLUNTEER_OFFICER'],
  ['inviteToInduction', 'VOLUNTEER_OFFICER'],
  ['recordInductionAttendance', 'VOLUNTEER_OFFICER'],
  ['admitOrganisation', 'VOLUNTEER_OFFICER'],
  ['endOrganisation', 'VOLUNTEER_OFFICER'],
] as const;
