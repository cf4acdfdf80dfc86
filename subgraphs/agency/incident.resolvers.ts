import { type Transaction, takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { acts } from './act.table.ts';
import type { RoomContext } from './context.ts';
import { type DutyOfficer, officerWith } from './duty.policy.ts';
import { incidentPlace } from './incident.loaders.ts';
import { checkAreas, incidentReach, incidentReader } from './incident.policy.ts';
import { checkAgencies, noIncident, reportIncident, stepIncident, type Taking } from './incident.step.ts';
import type { IncidentRow } from './incident.table.ts';
import { type IncidentAct, opensReads, readDistricts, readHours } from './incident.ts';
import { become } from './incident-become.ts';
import { readCodes, readText } from './read-input.ts';
import type { Resolvers } from './types.generated.ts';

/** Incidents: who declares them, who ends them, and what is told of them. Who may read by one stands in the room that decides. */
export const incidentResolvers = {
  Query: {
    incident: async (_root, { id }, context) => {
      const reader = await incidentReader(context, 'Query.incident');
      const found = await context.loaders.incidentOf(id);
      return found !== null && incidentReach.row(found, reader) ? found : null;
    },
    incidents: async (_root, { status = null, ...given }, context) => {
      const reader = await incidentReader(context, 'Query.incidents');
      const list: PageList = {
        coordinate: 'Query.incidents',
        sort: 'reportedAt desc, id desc',
        filter: { status },
      };
      const page = openPage(given, list, context);
      return sealPage(
        await context.loaders.incidentPage(reader, status, page),
        page,
        incidentPlace,
        list,
        context,
      );
    },
  },

  Mutation: {
    reportIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'reportIncident', 'CRISIS');
      const reported = { ...readDeclared(input), title: readText('title', input.title, 120) };
      checkAreas(officer, reported.areas);
      return act(context, 'reportIncident', input.idempotencyKey, reported, (transaction, at) =>
        reportIncident(transaction, reported, officer, at),
      );
    },
    activateIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'activateIncident', 'CRISIS');
      const declared = readDeclared(input);
      checkAreas(officer, declared.areas);
      return step(context, 'ACTIVATE', officer, input, { declared });
    },
    dismissIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'dismissIncident', 'CRISIS');
      return step(context, 'DISMISS', officer, input, { reason: readText('reason', input.reason, 500) });
    },
    proposeIncidentExtension: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'proposeIncidentExtension', 'CRISIS');
      return step(context, 'PROPOSE_EXTENSION', officer, input, { hours: readHours(input.hours) });
    },
    confirmIncidentExtension: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'confirmIncidentExtension', 'CRISIS');
      return step(context, 'CONFIRM_EXTENSION', officer, input, { hours: readHours(input.hours) });
    },
    coordinateIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'coordinateIncident', 'CRISIS');
      return step(context, 'COORDINATE', officer, input, {});
    },
    handOverIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'handOverIncident', 'CRISIS');
      return step(context, 'HAND_OVER', officer, input, { toAgency: input.toAgency });
    },
    takeOverIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'takeOverIncident', 'CRISIS');
      return step(context, 'TAKE_OVER', officer, input, {});
    },
    beginRecovery: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'beginRecovery', 'CRISIS');
      return step(context, 'RECOVER', officer, input, {});
    },
    standDownIncident: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'standDownIncident', 'CRISIS');
      return step(context, 'STAND_DOWN', officer, input, { reason: readText('reason', input.reason, 500) });
    },
  },

  Incident: {
    agencies: ({ agencies }, _given, { loaders }) => allOf(agencies, loaders),
    leadAgency: ({ leadAgency }, _given, { loaders }) => loaders.agencyByCode.load(leadAgency),
    handedTo: ({ handedTo }, _given, { loaders }) =>
      handedTo === null ? null : loaders.agencyByCode.load(handedTo),
    opensReads: (row, _given, { now }) => opensReads(row, now()),
    steps: ({ id }, _given, { loaders }) => loaders.stepsByIncident.load(id),
  },
  IncidentStep: {
    agency: ({ agencyCode }, _given, { loaders }) => loaders.agencyByCode.load(agencyCode),
  },
} satisfies Resolvers;

type Declaration = Pick<IncidentRow, 'kind' | 'areas' | 'agencies' | 'hours'>;

function readDeclared(input: {
  readonly kind: IncidentRow['kind'];
  readonly areas: readonly string[];
  readonly agencies: readonly string[];
  readonly hours: number;
}): Declaration {
  return {
    kind: input.kind,
    areas: readDistricts(input.areas),
    agencies: readCodes('agencies', input.agencies, 20),
    hours: readHours(input.hours),
  };
}

type Given = { readonly incident: string; readonly idempotencyKey: string };
/** What an act says beside which incident it is on. */
export type Said = {
  readonly declared?: Declaration;
  readonly hours?: number;
  readonly toAgency?: string;
  readonly reason?: string;
};

/** A step of an officer on an incident that exists for the own agency or areas. */
function step(context: RoomContext, name: IncidentAct, officer: DutyOfficer, given: Given, said: Said) {
  const { incident, idempotencyKey } = given;
  return act(context, name, idempotencyKey, { incident, ...said }, async (transaction, at) => {
    if (said.toAgency !== undefined) await checkAgencies(transaction, [said.toAgency]);
    const { reason } = said;
    const taking: Taking = { act: name, officer, at, ...(reason === undefined ? {} : { reason }) };
    return stepIncident(transaction, incident, taking, (current) => {
      if (!incidentReach.row(current, officer)) throw noIncident();
      return become(current, taking, said);
    });
  });
}

async function act(
  context: RoomContext,
  name: string,
  idempotencyKey: string,
  input: unknown,
  take: (transaction: Transaction, at: Date) => Promise<string>,
): Promise<{ incident: IncidentRow | null }> {
  const id = await takeAct(context, acts, { name, idempotencyKey, input, take });
  return { incident: await context.loaders.incidentOf(id) };
}

async function allOf(codes: readonly string[], { agencyByCode }: RoomContext['loaders']) {
  const found = await Promise.all(codes.map((code) => agencyByCode.load(code)));
  return found.filter((agency) => agency !== null);
}
