import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { acts } from './act.table.ts';
import { programmeDraws } from './candidate.table.ts';
import type { RoomContext } from './context.ts';
import type { ProgrammeRow } from './programme.table.ts';
import { drawPlace } from './programme-draw.loaders.ts';
import { areasOf, checkWhole, refuseDrawing, refuseDraws } from './programme-draw.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** Draws of programmes: begun by officers, and what a district watches day by day. */
export const programmeDrawResolvers = {
  Query: {
    programmeDraws: async (_root, given, context) => {
      const { basis } = context.passport;
      refuseDraws('Query.programmeDraws', basis);
      const list: PageList = { coordinate: 'Query.programmeDraws', sort: 'startedAt desc', filter: {} };
      const page = openPage(given, list, context);
      const rows = await context.loaders.drawPage(page, areasOf(basis));
      return sealPage(rows, page, drawPlace, list, context);
    },
  },

  Mutation: {
    drawProgramme: async (_root, { input }, context) => {
      const { basis, viewer } = context.passport;
      refuseDrawing(basis);
      const listId = uuidArgument('input.list', input.list);
      const { code: programmeCode, state } = await programmeNamed(input.programme, context);
      checkWhole(basis, state);
      const id = await takeAct(context, acts, {
        ...{ name: 'drawProgramme', idempotencyKey: input.idempotencyKey, input: { programmeCode, listId } },
        take: async (transaction, startedAt) => {
          const draw = { id: crypto.randomUUID(), programmeCode, listId, drawnBy: viewer?.id ?? '' };
          await transaction.insert(programmeDraws).values({ ...draw, status: 'DRAWING', startedAt });
          return draw.id;
        },
      });
      return { draw: await context.loaders.drawOf(id) };
    },
  },

  ProgrammeDraw: {
    programme: ({ programmeCode }, _given, { loaders }) => loaders.programmeOf(programmeCode),
    figures: ({ programmeCode }, _given, { loaders, passport }) =>
      loaders.figuresOf(programmeCode, areasOf(passport.basis)),
  },
} satisfies Resolvers;

/** @throws NOT_FOUND where there is no such programme */
async function programmeNamed(code: string, { loaders }: RoomContext): Promise<ProgrammeRow> {
  const found = await loaders.programmeOf(code);
  if (found !== null) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such programme. `programmes` lists them.');
}
