import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import type { FileRule } from '@seisi/host/subgraph';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import { contestPlace } from './contest.loaders.ts';
import { isDataOfficer, reach } from './contest.policy.ts';
import { takeContestStep } from './contest.step.ts';
import type { ContestRow } from './contest.table.ts';
import {
  ACT_OF,
  type AgencyAct,
  advanced,
  isOverdue,
  raised,
  readIdempotencyKey,
  readText,
} from './contest.ts';
import { contestableEntry } from './contestable-entry.ts';
import type { RoomContext } from './context.ts';
import type { Resolvers } from './types.generated.ts';

const COORDINATE = 'Query.contests';

/** Contests: raised by the person with the own token, answered by the data officer of the agency that looked. */
export const contestResolvers = {
  Query: {
    contests: async (_root, { status = null, ...given }, context) => {
      refuseOthers(context.passport.basis);
      const list: PageList = { coordinate: COORDINATE, sort: 'raisedAt desc, id desc', filter: { status } };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.contestPage(status, page), page, contestPlace, list, context);
    },
  },

  Mutation: {
    contestAccess: async (_root, { input }, context) => {
      const personKey = citizenOf(context.passport.basis, 'contestAccess');
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const reason = readText('reason', input.reason);
      const entry = await contestableEntry(input.entry, personKey, context);
      const contest = await takeContestStep(context, {
        ...{ act: 'RAISE', text: reason, idempotencyKey, contest: null },
        input: { entry: input.entry, reason },
        become: () => raised(entry, { personKey, reason, at: new Date(context.now()) }, context.today),
      });
      return { contest };
    },
    answerContest: (_root, { input }, context) =>
      answer(context, 'answerContest', input, {
        act: ACT_OF[input.finding],
        text: readText('answer', input.answer),
      }),
    extendContest: (_root, { input }, context) =>
      answer(context, 'extendContest', input, { act: 'EXTEND', text: readText('reason', input.reason) }),
  },

  ContestFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.contestById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    contest: (row) => row,
  },

  Contest: {
    isOverdue: (row, _given, { today }) => isOverdue(row, today),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByContest.load(id),
  },

  ContestedAccess: {
    at: ({ at }) => new Date(at),
    account: ({ account }, _given, { passport: { basis } }) => {
      if (basis.kind === 'POSTING') return account;
      throw withheld('ContestedAccess.account', 'receipts', 'NOT_FOR_THIS_SUBJECT');
    },
  },
} satisfies Resolvers;

/** Whose grant opens a contest: that of the person who raised it. */
export const contestFile: FileRule = {
  subject: ({ personKey }: ContestRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

/**
 * An agency's step: by its data officer, about somebody within that officer's reach.
 * @throws NOT_FOUND where there is no such contest for this officer
 */
async function answer(
  context: RoomContext,
  field: string,
  { id, idempotencyKey: key }: { readonly id: string; readonly idempotencyKey: string },
  { act, text }: { readonly act: AgencyAct; readonly text: string },
): Promise<{ contest: ContestRow }> {
  const { basis } = context.passport;
  if (!isDataOfficer(basis)) throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const contest = uuidArgument('input.id', id);
  const found = await context.loaders.contestToAnswer(contest);
  const subjects = found === null ? [] : [{ type: 'Person', key: found.personKey }];
  const isReached = (await context.reached('receipts', subjects)).size > 0;
  const become = (current: ContestRow | null): ContestRow => {
    if (current === null || !isReached || !reach.row(current, basis))
      throw new RegistryError(
        'NOT_FOUND',
        'There is no such contest against your agency. `contests` lists them.',
      );
    return advanced(current, { act, text, at: new Date(context.now()) }, context.today);
  };
  const idempotencyKey = readIdempotencyKey(key);
  const step = { act, text, idempotencyKey, contest, input: { contest, act, text }, become };
  return { contest: await takeContestStep(context, step) };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever neither is a citizen nor has the duty to answer */
function refuseOthers(basis: Basis): void {
  if (!opens(ceiling(basis), 'receipts'))
    throw withheld(COORDINATE, 'receipts', reasonClosed(basis, 'receipts'));
  if (basis.kind !== 'SELF' && !isDataOfficer(basis))
    throw withheld(COORDINATE, 'case', reasonClosed(basis, 'case'));
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no citizen */
function citizenOf(basis: Basis, field: string): string {
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}
