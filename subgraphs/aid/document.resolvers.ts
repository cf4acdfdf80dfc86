import { takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import { badInput } from './decision.ts';
import { refuseReader } from './document.policy.ts';
import { beginDocument, type DocumentOf } from './document.step.ts';
import { reachedHome, readingPath, sendingPath } from './document.ticket.ts';
import type { AttachDocumentInput, Resolvers } from './types.generated.ts';

/** Documents in the graph: that they are there, and the tickets with which their bytes are sent and read. */
export const documentResolvers = {
  Mutation: {
    attachDocument: async (_root, { input }, context) => {
      const { kind, idempotencyKey } = input;
      const of = await reachedHome(context, homeOf(input));
      const document = await takeAct(context, acts, {
        ...{ name: 'attachDocument', idempotencyKey, input: { ...of, kind } },
        take: (transaction) => beginDocument(transaction, of, kind),
      });
      // A ticket is good for a while: whoever repeats the act gets a new one for the same document.
      const { fileById, draftById } = context.loaders;
      return {
        application: of.of === 'application' ? await fileById.load(of.id) : null,
        draft: of.of === 'draft' ? await draftById.load(of.id) : null,
        upload: sendingPath(context, { of, kind, document }),
      };
    },
  },

  Application: {
    documents: ({ id }, _given, { loaders }) => loaders.documentsByApplication.load(id),
  },

  Draft: {
    documents: ({ id }, _given, { loaders }) => loaders.documentsByDraft.load(id),
  },

  Document: {
    download: (document, _given, context) => {
      refuseReader(context.passport.basis);
      return document.status === 'STORED' ? readingPath(context, document) : null;
    },
  },
} satisfies Resolvers;

function homeOf({ application, draft }: AttachDocumentInput): Pick<DocumentOf, 'of' | 'id'> {
  if (application != null && draft == null)
    return { of: 'application', id: uuidArgument('input.application', application) };
  if (draft != null && application == null) return { of: 'draft', id: uuidArgument('input.draft', draft) };
  throw badInput('application', 'or `input.draft` is needed, and not both');
}
