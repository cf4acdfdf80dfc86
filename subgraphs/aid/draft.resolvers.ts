import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import type { FileRule } from '@seisi/host/subgraph';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { badInput } from './decision.ts';
import { changeDraft, type DraftRead, startDraft, submitDraft } from './draft.step.ts';
import type { DraftRow } from './draft.table.ts';
import {
  aidStatement,
  contactStatement,
  employmentStatement,
  householdStatement,
  missingOf,
} from './draft.ts';
import { homeDistrictOf } from './home-district.ts';
import { applicantOf } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

type Given = { readonly draft: string; readonly revision: number; readonly idempotencyKey: string };
type Statement = Partial<Pick<DraftRow, 'household' | 'employment' | 'aid' | 'contact'>>;

/** Drafts: written in stages and submitted by the citizen with the own token. */
export const draftResolvers = {
  Query: {
    drafts: (_root, _given, { loaders }) => loaders.openDrafts(),
  },

  Mutation: {
    startApplication: async (_root, { input }, context) => {
      const personKey = applicantOf(context, 'startApplication');
      const { scheme: schemeCode, idempotencyKey } = input;
      if ((await context.loaders.schemeByCode.load(schemeCode)) === null)
        throw badInput('scheme', 'is no code of a scheme: `schemes` lists them');
      const id = await takeAct(context, acts, {
        ...{ name: 'startApplication', idempotencyKey, input: { schemeCode } },
        take: (transaction, at) => startDraft(transaction, { personKey, schemeCode }, at),
      });
      return draftOf(context, id);
    },
    stateHousehold: (_root, { input }, context) =>
      state(context, 'stateHousehold', input, () => ({ household: householdStatement(input) })),
    stateEmployment: (_root, { input }, context) =>
      state(context, 'stateEmployment', input, () => ({ employment: employmentStatement(input) })),
    stateAid: (_root, { input }, context) =>
      state(context, 'stateAid', input, () => ({ aid: aidStatement(input) })),
    stateContact: (_root, { input }, context) =>
      state(context, 'stateContact', input, () => ({ contact: contactStatement(input) })),
    discardDraft: async (_root, { input }, context) => {
      const asked = { ...input, revision: null };
      const discard = (transaction: Transaction, read: DraftRead, at: Date) =>
        changeDraft(transaction, read, { discardedAt: at }, at);
      return draftOf(context, await take(context, 'discardDraft', asked, () => ({}), discard));
    },
    submitApplication: async (_root, { input }, context) => {
      const by = context.passport.viewer?.id ?? '';
      const home = await homeDistrictOf(context.inquire, applicantOf(context, 'submitApplication'));
      const submit = (transaction: Transaction, read: DraftRead, at: Date) =>
        submitDraft(transaction, read, { by, at, home });
      const id = await take(context, 'submitApplication', input, () => ({}), submit);
      return { application: await context.loaders.fileById.load(id) };
    },
  },

  Application: {
    statement: ({ id }, _given, { loaders }) => loaders.statementByApplication.load(id),
  },

  DraftFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.draftById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    draft: (draft) => draft,
  },

  Draft: {
    scheme: ({ schemeCode }, _given, { loaders }) => loaders.schemeByCode.load(schemeCode),
    missing: (draft) => missingOf(draft),
  },
} satisfies Resolvers;

/** Whose grant opens a draft: that of the person whose it is. */
export const draftFile: FileRule = {
  subject: ({ personKey }: DraftRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

/** One stage of the form. */
async function state(context: RoomContext, name: string, input: Given, stated: () => Statement) {
  const change = (transaction: Transaction, read: DraftRead, at: Date, statement: Statement) =>
    changeDraft(transaction, read, statement, at);
  return draftOf(context, await take(context, name, input, stated, change));
}

/** An act of a citizen on an own draft: once for each key. */
async function take<Asked extends object>(
  context: RoomContext,
  name: string,
  { draft, revision, idempotencyKey }: Omit<Given, 'revision'> & { readonly revision: number | null },
  asked: () => Asked,
  act: (transaction: Transaction, read: DraftRead, at: Date, asked: Asked) => Promise<string>,
): Promise<string> {
  const personKey = applicantOf(context, name);
  const id = uuidArgument('input.draft', draft);
  const wanted = asked();
  return takeAct(context, acts, {
    ...{ name, idempotencyKey, input: { id, revision, ...wanted } },
    take: (transaction, at) => act(transaction, { id, personKey, revision }, at, wanted),
  });
}

async function draftOf({ loaders }: RoomContext, id: string): Promise<{ draft: DraftRow | null }> {
  loaders.draftById.forget(id);
  return { draft: await loaders.draftById.load(id) };
}
