import { openPage, type PageList, refuseUnread, sealPage } from '@seisi/host/page';
import { after } from '@seisi/host/soon';
import { applicationPlace } from './application.loaders.ts';
import { paymentPlace } from './payment.loaders.ts';
import type { Resolvers } from './types.generated.ts';

const BY_SUBMISSION = 'submittedAt desc, id desc';
const BY_MONTH = 'month desc';

/** Applications, their files, decisions, awards and payments in the graph. */
export const applicationResolvers = {
  Query: {
    application: (_root, { reference }, { loaders }) =>
      isPrintable(reference) ? loaders.fileByReference.load(reference) : null,

    applicationFiles: async (_root, { status = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.applicationFiles',
        sort: BY_SUBMISSION,
        filter: { status },
      };
      refuseUnread(list, 'aid', context);
      const page = openPage(given, list, context);
      const rows = await context.loaders.filePage({ ...page, status });
      return sealPage(rows, page, applicationPlace, list, context);
    },
  },

  ApplicationFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.fileById.load(id),
    applicant: (file) => ({ key: file.applicantKey }),
    application: (file) => file,
  },

  Person: {
    applications: (person, { status = null, ...given }, context) => {
      const filter = { applicant: person.key, status };
      const list: PageList = { coordinate: 'Person.applications', sort: BY_SUBMISSION, filter };
      const page = openPage(given, list, context);
      return after(context.loaders.applicationsByApplicant({ ...page, status }).load(person.key), (rows) =>
        sealPage(rows, page, applicationPlace, list, context),
      );
    },
  },

  Application: {
    scheme: ({ schemeCode }, _arguments, { loaders }) => loaders.schemeByCode.load(schemeCode),
    decision: ({ decidedAt, decisionReason }) =>
      decidedAt === null || decisionReason === null ? null : { reason: decisionReason },
    award: ({ awardAmount, awardStartsOn, awardEndsOn }) =>
      awardAmount === null ? null : { amount: awardAmount, startsOn: awardStartsOn, endsOn: awardEndsOn },
    payments: ({ id }, given, context) => {
      const list: PageList = {
        coordinate: 'Application.payments',
        sort: BY_MONTH,
        filter: { application: id },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.paymentsByApplication(page).load(id), (rows) =>
        sealPage(rows, page, paymentPlace, list, context),
      );
    },
    applicant: ({ applicantKey }) => ({ key: applicantKey }),
  },
} satisfies Resolvers;

/** Whether a text could be a reference number at all; anything else finds nothing, without asking the database. */
function isPrintable(reference: string): boolean {
  return /^[\x21-\x7e]{1,64}$/.test(reference);
}
