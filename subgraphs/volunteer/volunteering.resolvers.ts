import { noticeStatus } from '@seisi/host/notice';
import type { Resolvers, VolunteerNoticeEvent, VolunteerStepAct } from './types.generated.ts';

/** Records as volunteers in the graph. Who may see what is the guard's work. */
export const volunteeringResolvers = {
  Person: {
    volunteering: ({ key }, _given, { loaders }) => loaders.volunteeringByPerson.load(key),
  },

  Volunteering: {
    organisation: ({ organisationCode }, _given, { loaders }) =>
      organisationCode === null ? null : loaders.organisationByCode.load(organisationCode),
    assignments: ({ id }, _given, { loaders }) => loaders.assignmentsByVolunteering.load(id),
    application: ({ id }, _given, { loaders }) => loaders.sentFormByVolunteering.load(id),
    invitations: ({ id }, _given, { loaders }) => loaders.invitationsByVolunteering.load(id),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByVolunteering.load(id),
    notices: ({ id }, _given, { loaders }) => loaders.noticesByVolunteering.load(id),
  },

  VolunteerStep: { act: ({ act }) => act as VolunteerStepAct },

  VolunteerNotice: {
    event: ({ event }) => event as VolunteerNoticeEvent,
    status: (notice) => noticeStatus(notice),
  },
} satisfies Resolvers;
