import { type Transaction, takeAct } from '@seisi/host/act';
import { uuidArgument } from '@seisi/host/scalars';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { actsFor, dutyOfficer, officerWith } from './duty.policy.ts';
import { readText } from './read-input.ts';
import { closeCentre, countIn, openCentre, type Reliever, reportNeed, stepNeed } from './relief.step.ts';
import { checkCount, checkNumber, type NeedAct, peopleOf } from './relief.ts';
import type { Resolvers } from './types.generated.ts';

/** What is run under an incident: centres, who is in them by number, and what people in the area need. */
export const reliefResolvers = {
  Mutation: {
    openEvacuationCentre: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'openEvacuationCentre', 'CRISIS');
      const { incident: incidentId, district, capacity } = input;
      checkNumber('capacity', capacity, 1, 100_000);
      const given = { incidentId, district, capacity, name: readText('name', input.name, 120) };
      return ofCentre(context, 'openEvacuationCentre', input, given, (transaction, at) =>
        openCentre(transaction, given, { reliever: officer, at }),
      );
    },
    countEvacuees: async (_root, { input }, context) => {
      const reliever = await relieverOf(context, 'countEvacuees');
      const { families, adults, children, infants } = input;
      const counted = { families, adults, children, infants };
      checkCount(counted);
      const given = { centre: uuidArgument('input.centre', input.centre), ...counted };
      return ofCentre(context, 'countEvacuees', input, given, (transaction, at) =>
        countIn(transaction, given, { reliever, at }),
      );
    },
    closeEvacuationCentre: async (_root, { input }, context) => {
      const reliever = await officerWith(context, 'closeEvacuationCentre', 'CRISIS');
      const centre = uuidArgument('input.centre', input.centre);
      return ofCentre(context, 'closeEvacuationCentre', input, { centre }, (transaction, at) =>
        closeCentre(transaction, centre, { reliever, at }),
      );
    },
    reportIncidentNeed: async (_root, { input }, context) => {
      const reliever = await relieverOf(context, 'reportIncidentNeed');
      const { incident: incidentId, kind, quantity, district } = input;
      checkNumber('quantity', quantity, 1, 1_000_000);
      const given = { incidentId, kind, quantity, district };
      return ofNeed(context, 'reportIncidentNeed', input, given, (transaction, at) =>
        reportNeed(transaction, given, { reliever, at }),
      );
    },
    takeOnIncidentNeed: (_root, { input }, context) =>
      onNeed(context, 'takeOnIncidentNeed', 'TAKE_ON', input),
    fulfilIncidentNeed: (_root, { input }, context) => onNeed(context, 'fulfilIncidentNeed', 'FULFIL', input),
    dropIncidentNeed: (_root, { input }, context) => onNeed(context, 'dropIncidentNeed', 'DROP', input),
  },

  Incident: {
    centres: ({ id }, _given, { loaders }) => loaders.centresByIncident.load(id),
    needs: ({ id }, _given, { loaders }) => loaders.needsByIncident.load(id),
  },
  EvacuationCentre: {
    counts: ({ id }, _given, { loaders }) => loaders.countsByCentre.load(id),
    isOverCapacity: async ({ id, capacity }, _given, { loaders }) => {
      const [last] = await loaders.countsByCentre.load(id);
      return last !== undefined && peopleOf(last) > capacity;
    },
  },
  EvacueeCount: {
    people: (row) => peopleOf(row),
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
  },
  IncidentNeed: {
    takenOnBy: ({ takenOnBy }, _given, { loaders }) =>
      takenOnBy === null ? null : loaders.agencyByCode.load(takenOnBy),
  },
} satisfies Resolvers;

/** An officer on crisis duty, or a client of an agency that the incident names. */
async function relieverOf(context: RoomContext, field: string): Promise<Reliever> {
  const officer = await dutyOfficer(context, 'CRISIS');
  return officer ?? { ...(await actsFor(context, field, 'CRISIS')), areas: [] };
}

type Given = { readonly idempotencyKey: string };
type Take = (transaction: Transaction, at: Date) => Promise<string>;

async function ofCentre(
  context: RoomContext,
  name: string,
  { idempotencyKey }: Given,
  input: object,
  take: Take,
) {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { centre: await context.loaders.centreOf(id) };
}

async function ofNeed(
  context: RoomContext,
  name: string,
  { idempotencyKey }: Given,
  input: object,
  take: Take,
) {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { need: await context.loaders.needOf(id) };
}

async function onNeed(
  context: RoomContext,
  field: string,
  act: NeedAct,
  input: Given & { readonly need: string },
) {
  const reliever = await relieverOf(context, field);
  const need = uuidArgument('input.need', input.need);
  return ofNeed(context, field, input, { need }, (transaction, at) =>
    stepNeed(transaction, need, act, { reliever, at }),
  );
}
