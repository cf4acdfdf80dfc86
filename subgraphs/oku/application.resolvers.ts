import { takeAct } from '@seisi/host/act';
import { beginDocument } from '@seisi/host/attached-document.step';
import { readingPath, sendingPath } from '@seisi/host/attached-document.ticket';
import { noticeStatus } from '@seisi/host/notice';
import { openPage, type PageList, refuseUnread, sealPage } from '@seisi/host/page';
import { readContact } from '@seisi/host/read-input';
import { after } from '@seisi/host/soon';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { applicationPlace } from './application.loaders.ts';
import {
  applicationForEither,
  applicationForOfficer,
  applicationOfOwn,
  citizenOf,
  isOkuOfficer,
} from './application.policy.ts';
import {
  answerInformation,
  beginApplication,
  stepApplication,
  submitApplication,
} from './application.step.ts';
import { requiredDocuments } from './application.ts';
import { documentHome } from './document.step.ts';
import { applicationFile, handleApplication } from './handling.step.ts';
import { readWanted, requestInformation } from './information.step.ts';
import { subjectOf } from './subject.policy.ts';
import type { OkuNoticeEvent, OkuStepAct, Resolvers } from './types.generated.ts';

/** Applications for the register and their files in the graph, from the draft to the panel's desk. */
export const applicationResolvers = {
  Query: {
    okuApplicationFiles: async (_root, { status = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.okuApplicationFiles',
        sort: 'submittedAt desc, id desc',
        filter: { status },
      };
      refuseUnread(list, 'disability', context);
      const page = openPage(given, list, context);
      const rows = await context.loaders.applicationFilePage({ ...page, status });
      return sealPage(rows, page, applicationPlace, list, context);
    },
  },

  Mutation: {
    applyForOkuRegistration: async (_root, { input }, context) => {
      const appliedByKey = citizenOf(context, 'applyForOkuRegistration');
      const { kind, identityPaper, idempotencyKey } = input;
      const contact = readContact(input);
      const personKey = await subjectOf(context, appliedByKey, input.person ?? null);
      const begun = { personKey, appliedByKey, kind, identityPaper, ...contact };
      const id = await takeAct(context, acts, {
        ...{ name: 'applyForOkuRegistration', idempotencyKey, input: begun },
        take: (transaction, at) => beginApplication(transaction, begun, at),
      });
      return { file: await applicationFile(context, id) };
    },

    attachOkuDocument: async (_root, { input }, context) => {
      const { kind, idempotencyKey } = input;
      const { id: of } = await applicationForEither(context, 'attachOkuDocument', input.application);
      const document = await takeAct(context, acts, {
        ...{ name: 'attachOkuDocument', idempotencyKey, input: { of, kind } },
        take: (transaction) => beginDocument(transaction, documentHome, { of, kind }),
      });
      // A ticket is good for a while: whoever repeats the act gets a new one for the same document.
      const upload = sendingPath(context, { of, kind, document });
      return { file: await applicationFile(context, of), upload };
    },

    submitOkuApplication: async (_root, { input: { application, idempotencyKey } }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'submitOkuApplication', application);
      return handleApplication(context, {
        ...{ name: 'submitOkuApplication', idempotencyKey, input: {}, applicationId },
        take: submitApplication,
      });
    },

    withdrawOkuApplication: async (_root, { input: { application, idempotencyKey } }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'withdrawOkuApplication', application);
      return handleApplication(context, {
        ...{ name: 'withdrawOkuApplication', idempotencyKey, input: {}, applicationId },
        take: (transaction, acting) =>
          stepApplication(transaction, { ...acting, act: 'WITHDRAW' }, { informationDueOn: null }),
      });
    },

    requestOkuInformation: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationForOfficer(
        context,
        'requestOkuInformation',
        input.application,
      );
      const wanted = readWanted({ ...input, idempotencyKey }, context.today);
      return handleApplication(context, {
        ...{ name: 'requestOkuInformation', idempotencyKey, input: wanted, applicationId },
        take: (transaction, acting) => requestInformation(transaction, acting, wanted),
      });
    },

    answerOkuInformation: async (_root, { input: { application, idempotencyKey } }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'answerOkuInformation', application);
      return handleApplication(context, {
        ...{ name: 'answerOkuInformation', idempotencyKey, input: {}, applicationId },
        take: answerInformation,
      });
    },
  },

  Person: {
    okuApplications: ({ key }, _given, { loaders }) => loaders.applicationsByPerson.load(key),
  },

  OkuApplicationFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.applicationFileById.load(id),
    applicant: ({ personKey }) => ({ key: personKey }),
    application: (row) => row,
  },

  OkuApplication: {
    missing: (row, _given, { loaders }) =>
      after(loaders.documentsByApplication.load(row.id), (found) => {
        const stored = new Set(found.filter(({ status }) => status === 'STORED').map(({ kind }) => kind));
        return requiredDocuments(row).filter((kind) => !stored.has(kind));
      }),
    documents: ({ id }, _given, { loaders }) => loaders.documentsByApplication.load(id),
    certificate: ({ id }, _given, { loaders }) => loaders.certificateByApplication.load(id),
    assessments: ({ id }, _given, { loaders }) => loaders.assessmentsByApplication.load(id),
    appeals: ({ id }, _given, { loaders }) => loaders.appealsByApplication.load(id),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByApplication.load(id),
    notices: ({ id }, _given, { loaders }) => loaders.noticesByAbout.load(id),
  },

  OkuStep: { act: ({ act }) => act as OkuStepAct },

  OkuNotice: {
    event: ({ event }) => event as OkuNoticeEvent,
    status: (notice) => noticeStatus(notice),
  },

  OkuDocument: {
    download: (row, _given, context) => {
      const { basis } = context.passport;
      // A scan holds more than an application tells: whoever else reads of the register reads that it is there.
      if (basis.kind !== 'SELF' && !isOkuOfficer(basis))
        throw withheld('OkuDocument.download', 'disability', 'CLASS_NOT_IN_BASIS');
      return readingPath(context, row);
    },
  },
} satisfies Resolvers;
