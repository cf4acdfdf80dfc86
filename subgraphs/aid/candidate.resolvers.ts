import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import type { FileRule } from '@seisi/host/subgraph';
import { acts } from './act.table.ts';
import { candidatePlace } from './candidate.loaders.ts';
import { refuseCandidates, refuseDeciding } from './candidate.policy.ts';
import { decideCandidate, noCandidate } from './candidate.step.ts';
import type { CandidateRow } from './candidate.table.ts';
import { isWithinReach, readReason } from './candidate-act.ts';
import type { Resolvers } from './types.generated.ts';

const ACT_TO = { ELIGIBLE: 'CONFIRM', NOT_ELIGIBLE: 'DECLINE' } as const;

/** Candidates of programmes, for the officers who work through them; and what the Focus Group decided. */
export const candidateResolvers = {
  Query: {
    candidateFiles: async (_root, { programme, status, ...given }, context) => {
      refuseCandidates('Query.candidateFiles', context.passport.basis);
      const filter = { programmeCode: programme, status: status ?? null };
      const list: PageList = { coordinate: 'Query.candidateFiles', sort: 'id', filter };
      const page = openPage(given, list, context);
      const rows = await context.loaders.candidatePage(filter, page);
      return sealPage(rows, page, candidatePlace, list, context);
    },
  },

  Mutation: {
    decideCandidate: async (_root, { input }, context) => {
      const { basis, viewer } = context.passport;
      refuseDeciding(basis);
      const id = uuidArgument('input.candidate', input.candidate);
      const decided = { act: ACT_TO[input.outcome], reason: readReason(input.reason) };
      const isReached = await isWithinReach(id, context);
      await takeAct(context, acts, {
        ...{ name: 'decideCandidate', idempotencyKey: input.idempotencyKey, input: { id, ...decided } },
        take: (transaction, at) => {
          if (!isReached) throw noCandidate();
          return decideCandidate(transaction, { id, ...decided, by: viewer?.id ?? '', at });
        },
      });
      return { candidate: await context.loaders.candidateNow(id) };
    },
  },

  CandidateFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.candidateById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    candidacy: (row) => row,
  },

  Candidacy: {
    steps: async ({ id }, _given, { loaders }) => {
      const steps = await loaders.stepsByCandidate.load(id);
      return steps.map((step, at) => ({ ...step, from: steps[at - 1]?.status ?? null }));
    },
  },
} satisfies Resolvers;

/** Whose grant opens a candidacy: that of the person whose it is. */
export const candidateFile: FileRule = {
  subject: ({ personKey }: CandidateRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};
