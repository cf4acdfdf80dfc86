import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { withheld } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { breachPlace } from './breach-report.loaders.ts';
import { closeBreach, recordNotified, reportBreach } from './breach-report.step.ts';
import type { BreachRow } from './breach-report.table.ts';
import {
  commissionerDueAt,
  discoveredAtOf,
  isBreachOverdue,
  isSignificant,
  personsDueAt,
  readLeaked,
} from './breach-report.ts';
import type { RoomContext } from './context.ts';
import { dutyOfficer, officerWith } from './duty.policy.ts';
import { checkNumber } from './relief.ts';
import type { Resolvers } from './types.generated.ts';

/** Breaches of shared data: what happened, who was told, and whether in time. */
export const breachReportResolvers = {
  Query: {
    breachReports: async (_root, given, context) => {
      const officer = await dutyOfficer(context, 'SHARING');
      if (officer === null) throw withheld('Query.breachReports', null, 'CLASS_NOT_IN_BASIS');
      const list: PageList = { coordinate: 'Query.breachReports', sort: 'reportedAt desc, id desc' };
      const page = openPage(given, list, context);
      const rows = await context.loaders.breachPage(officer.agency, page);
      return sealPage(rows, page, breachPlace, list, context);
    },
  },

  Mutation: {
    reportBreach: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'reportBreach', 'SHARING');
      const { kind, persons, hoursSinceDiscovery, agreement = null } = input;
      checkNumber('persons', persons, 1, 50_000_000);
      checkNumber('hoursSinceDiscovery', hoursSinceDiscovery, 0, 24 * 365);
      const said = { agreementNumber: agreement, kind, persons, classes: readLeaked(input.classes) };
      const asked = { ...said, hoursSinceDiscovery };
      return act(context, 'reportBreach', input.idempotencyKey, asked, (transaction, at) => {
        const discoveredAt = discoveredAtOf(at, hoursSinceDiscovery);
        return reportBreach(transaction, { ...said, discoveredAt }, officer, at);
      });
    },
    recordBreachNotification: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'recordBreachNotification', 'SHARING');
      const asked = { breach: uuidArgument('input.breach', input.breach), to: input.to };
      return act(context, 'recordBreachNotification', input.idempotencyKey, asked, (transaction, at) =>
        recordNotified(transaction, asked.breach, asked.to, { officer, at }),
      );
    },
    closeBreach: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'closeBreach', 'SHARING');
      const breach = uuidArgument('input.breach', input.breach);
      return act(context, 'closeBreach', input.idempotencyKey, { breach }, (transaction, at) =>
        closeBreach(transaction, breach, { officer, at }),
      );
    },
  },

  BreachReport: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
    agreement: ({ agreementNumber }, _given, { loaders }) =>
      agreementNumber === null ? null : loaders.agreementOf(agreementNumber),
    isSignificant: (row) => isSignificant(row),
    commissionerDueAt: (row) => commissionerDueAt(row),
    personsDueAt: (row) => personsDueAt(row),
    isOverdue: (row, _given, { now }) => row.status === 'OPEN' && isBreachOverdue(row, now()),
  },
} satisfies Resolvers;

async function act(
  context: RoomContext,
  name: string,
  idempotencyKey: string,
  input: unknown,
  take: (transaction: Transaction, at: Date) => Promise<string>,
): Promise<{ breach: BreachRow | null }> {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { breach: await context.loaders.breachOf(id) };
}
