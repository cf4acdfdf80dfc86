import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import type { FileRule } from '@seisi/host/subgraph';
import { acts } from './act.table.ts';
import { candidatePlace } from './candidate.loaders.ts';
import { reach, refuseCandidates, refuseDeciding } from './candidate.policy.ts';
import { decideCandidate, noCandidate } from './candidate.step.ts';
import type { CandidateRow } from './candidate.table.ts';
import type { RoomContext } from './context.ts';
import { badInput } from './decision.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_CHARACTERS = 2000;
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
    steps: ({ id }, _given, { loaders }) => loaders.stepsByCandidate.load(id),
  },
} satisfies Resolvers;

/** Whose grant opens a candidacy: that of the person whose it is. */
export const candidateFile: FileRule = {
  subject: ({ personKey }: CandidateRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

async function isWithinReach(id: string, { loaders, reached, passport }: RoomContext): Promise<boolean> {
  const found = await loaders.candidateNow(id);
  const subjects = found === null ? [] : [{ type: 'Person', key: found.personKey }];
  const isReached = (await reached('aid', subjects)).size > 0;
  return found !== null && isReached && reach.row(found, passport.basis);
}

/** @throws BAD_USER_INPUT for a reason that is none */
function readReason(reason: string): string {
  const said = reason.trim();
  if (said.length > 0 && said.length <= MOST_CHARACTERS) return said;
  throw badInput('reason', `takes 1 to ${MOST_CHARACTERS} characters`);
}
