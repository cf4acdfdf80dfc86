import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { after, type Soon } from '@seisi/host/soon';
import type { RoomContext } from './context.ts';
import type { Resolvers } from './types.generated.ts';
import { passPlace } from './work-pass.loaders.ts';
import type { WorkPassRow } from './work-pass.table.ts';
import { passStatusOn, ruleOn, windowOf } from './work-pass.ts';

/** Employers and passes in the graph. */
export const workPassResolvers = {
  Person: {
    employers: ({ key }, _given, { loaders }) => loaders.employersByPerson.load(key),
  },

  Household: {
    workPasses: ({ key }, _given, { loaders }) => loaders.passesByHousehold.load(key),
    employsHelper: ({ key }, _given, { loaders, today }) =>
      after(loaders.passesByHousehold.load(key), (found) =>
        found.some((one) => one.startsOn <= today && passStatusOn(today, one) === 'ACTIVE') ? 'YES' : 'NO',
      ),
  },

  PassEmployer: {
    passes: ({ id }, given, context) => {
      const list: PageList = {
        coordinate: 'PassEmployer.passes',
        sort: 'expiresOn desc, id desc',
        filter: { employer: id },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.passesByEmployer(page).load(id), (rows) =>
        sealPage(rows, page, passPlace, list, context),
      );
    },
  },

  WorkPass: {
    status: (row, _given, { today }) => passStatusOn(today, row),
    renewableFrom: (row, _given, context) => after(windowNow(row, context), ({ from }) => from),
    renewableUntil: (row, _given, context) => after(windowNow(row, context), ({ until }) => until),
    worker: ({ workerId }, _given, { loaders }) => loaders.workerById.load(workerId),
  },
} satisfies Resolvers;

/** The window of a pass by the rule of today. */
function windowNow(row: WorkPassRow, { loaders, today }: RoomContext): Soon<ReturnType<typeof windowOf>> {
  return after(loaders.renewalRules(), (rules) => windowOf(row, ruleOn(rules, row.stream, today)));
}
