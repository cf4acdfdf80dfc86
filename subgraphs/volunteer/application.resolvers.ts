import { takeAct } from '@seisi/host/act';
import { beginDocument } from '@seisi/host/attached-document.step';
import { readingPath, sendingPath } from '@seisi/host/attached-document.ticket';
import { openPage, type PageList, refuseUnread, sealPage } from '@seisi/host/page';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { fileOfOwn } from './application.policy.ts';
import { saveDraft, submitDraft } from './application.step.ts';
import { missingParts } from './application.ts';
import { filePlace } from './application-file.loaders.ts';
import { readParts } from './application-part.ts';
import { documentHome } from './document.step.ts';
import { handleFile } from './handling.step.ts';
import { citizenOf, isVolunteerOfficer } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** Applications and their files in the graph, from the first part of a draft to the office's desk. */
export const applicationResolvers = {
  Query: {
    volunteerApplicationFiles: async (_root, { status = null, number = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.volunteerApplicationFiles',
        sort: 'applicationNumber desc',
        filter: { status, number },
      };
      refuseUnread(list, 'volunteering', context);
      const page = openPage(given, list, context);
      const rows = await context.loaders.filePage({ ...page, status, number });
      return sealPage(rows, page, filePlace, list, context);
    },
  },

  Mutation: {
    saveVolunteerApplication: async (_root, { input }, context) => {
      const personKey = citizenOf(context, 'saveVolunteerApplication');
      const said = readParts(input);
      const id = await takeAct(context, acts, {
        ...{ name: 'saveVolunteerApplication', idempotencyKey: input.idempotencyKey, input: said },
        take: (transaction, at) => saveDraft(transaction, personKey, { said, at }),
      });
      return { file: { id, personKey } };
    },

    attachVolunteerDocument: async (_root, { input }, context) => {
      const { kind, idempotencyKey } = input;
      const file = await fileOfOwn(context, 'attachVolunteerDocument', input.application);
      const asked = { of: file.id, kind };
      const document = await takeAct(context, acts, {
        ...{ name: 'attachVolunteerDocument', idempotencyKey, input: asked },
        take: (transaction) => beginDocument(transaction, documentHome, asked),
      });
      // A ticket is good for a while: whoever repeats the act gets a new one for the same document.
      return { file, upload: sendingPath(context, { ...asked, document }) };
    },

    submitVolunteerApplication: async (_root, { input: { application, idempotencyKey } }, context) => {
      const name = 'submitVolunteerApplication';
      const file = await fileOfOwn(context, name, application);
      return handleFile(context, { name, idempotencyKey, file, take: submitDraft });
    },
  },

  Person: {
    volunteerDraft: ({ key }, _given, { loaders, passport: { basis } }) =>
      basis.kind === 'SELF' && basis.personKey === key ? loaders.draftByPerson.load(key) : null,
  },

  VolunteerApplicationFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.volunteerFileById.load(id),
    applicant: ({ personKey }) => ({ key: personKey }),
    record: ({ id }, _given, { loaders }) => loaders.volunteeringById.load(id),
    application: ({ id }, _given, { loaders }) => loaders.formByFile.load(id),
  },

  VolunteerApplication: {
    missing: (form) => missingParts(form),
    documents: ({ volunteeringId }, _given, { loaders }) => loaders.documentsByFile.load(volunteeringId),
  },

  VolunteerDocument: {
    download: (row, _given, context) => {
      const { basis } = context.passport;
      // A scan holds more than an application tells: whoever else reads of volunteers reads that it is there.
      if (basis.kind !== 'SELF' && !isVolunteerOfficer(basis))
        throw withheld('VolunteerDocument.download', 'volunteering', 'CLASS_NOT_IN_BASIS');
      return readingPath(context, row);
    },
  },
} satisfies Resolvers;
