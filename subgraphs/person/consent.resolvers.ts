import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { reasonClosed } from '@seisi/schema/viewer';
import { consentPlace } from './consent.loaders.ts';
import { type ConsentAct, takeConsentAct } from './consent.step.ts';
import type { ConsentRow } from './consent.table.ts';
import {
  consentStatus,
  leftOfConsent,
  narrowed,
  OF_HOUSEHOLD,
  readIdempotencyKey,
  type WantedConsent,
  wantedConsent,
  wantedHouseholdConsent,
  withdrawn,
} from './consent.ts';
import type { RoomContext } from './context.ts';
import { CONSENTABLE } from './ground/decide.ts';
import { type Fellow, fellowOf } from './household-consent.ts';
import type { Resolvers } from './types.generated.ts';

const LIST: PageList = { coordinate: 'Query.consents', sort: 'givenAt desc, id desc' };

/** Consents: given, narrowed and withdrawn by the person alone, with the own token. */
export const consentResolvers = {
  Query: {
    consents: async (_root, given, context) => {
      const page = openPage(given, LIST, context);
      const personKey = await readerOf(context);
      const rows = personKey === null ? [] : await context.loaders.consentPage(personKey, page);
      return sealPage(rows, page, consentPlace, LIST, context);
    },
  },

  Mutation: {
    giveConsent: async (_root, { input }, context) => {
      const personKey = await giverOf(context, 'giveConsent');
      const wanted = wantedConsent(input, CONSENTABLE, context.today);
      const become = () => newConsent(personKey, wanted, new Date(context.now()));
      return take(context, { act: 'GIVE', personKey, consent: null, input: wanted, become }, input);
    },

    giveHouseholdConsent: async (_root, { input }, context) => {
      const personKey = await giverOf(context, 'giveHouseholdConsent');
      const reader = uuidArgument('input.reader', input.reader);
      const validUntil = wantedHouseholdConsent(input, context.today);
      const fellow = await fellowWith(context, personKey, reader);
      const become = () => toFellow(personKey, fellow, validUntil, new Date(context.now()));
      const asked = { reader, validUntil };
      return take(context, { act: 'GIVE', personKey, consent: null, input: asked, become }, input);
    },

    narrowConsent: async (_root, { input }, context) => {
      const personKey = await giverOf(context, 'narrowConsent');
      const consent = uuidArgument('input.id', input.id);
      const left = leftOfConsent(input, context.today);
      const become = (current: ConsentRow | null) => narrowed(existing(current), left, context.today);
      return take(context, { act: 'NARROW', personKey, consent, input: { consent, ...left }, become }, input);
    },

    withdrawConsent: async (_root, { input }, context) => {
      const personKey = await giverOf(context, 'withdrawConsent');
      const consent = uuidArgument('input.id', input.id);
      const at = new Date(context.now());
      const become = (current: ConsentRow | null) => withdrawn(existing(current), at, context.today);
      return take(context, { act: 'WITHDRAW', personKey, consent, input: { consent }, become }, input);
    },
  },

  ConsentFile: {
    person: ({ personKey }, _args, { loaders }) => loaders.personByKey.load(personKey),
    consent: (consent) => consent,
  },

  Consent: {
    reader: ({ readerKey }, _args, { loaders }) =>
      readerKey === null ? null : loaders.personByKey.load(readerKey),
    status: (consent, _args, { today }) => consentStatus(consent, today),
    until: ({ validUntil }) => validUntil,
  },
} satisfies Resolvers;

async function take(
  context: RoomContext,
  act: Omit<ConsentAct, 'idempotencyKey'>,
  { idempotencyKey }: { readonly idempotencyKey: string },
): Promise<{ consent: ConsentRow }> {
  const key = readIdempotencyKey(idempotencyKey);
  return { consent: await takeConsentAct(context, { ...act, idempotencyKey: key }) };
}

/**
 * Whose consents the viewer may read: the own ones. Nobody but a citizen gave any.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE where the own record does not open `receipts`: an empty list would say that there are none
 */
async function readerOf({ loaders, passport: { basis } }: RoomContext): Promise<string | null> {
  const ground = await loaders.groundOfOwn(() => true);
  const grant = ground.kind === 'SELF' ? await loaders.grantOf('Person', ground.personKey) : null;
  if (grant === null) return null;
  if (!opens(grant.classes, 'receipts'))
    throw withheld(LIST.coordinate, 'receipts', reasonClosed(basis, 'receipts'));
  return grant.subject;
}

/**
 * Who consents: the adult whose own token asks, and nobody for anybody else.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for every other viewer
 */
async function giverOf({ loaders }: RoomContext, field: string): Promise<string> {
  const ground = await loaders.groundOfOwn(() => true);
  if (ground.kind !== 'SELF') throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  if (!ground.adult) throw withheld(`Mutation.${field}`, null, 'NOT_FOR_THIS_SUBJECT');
  return ground.personKey;
}

function newConsent(personKey: string, wanted: WantedConsent, givenAt: Date): ConsentRow {
  const id = crypto.randomUUID();
  const toAgency = { ...wanted, readerKey: null, householdKey: null };
  return { id, personKey, ...toAgency, basis: 'OWN_TOKEN', recordedBy: [], givenAt, withdrawnAt: null };
}

/** The adult with this identifier who lives with the giver today. What is read does not depend on whether there is one. */
async function fellowWith(
  { loaders }: RoomContext,
  giverKey: string,
  readerId: string,
): Promise<Fellow | null> {
  const [reader, homes] = await Promise.all([
    loaders.personById.load(readerId),
    loaders.homesByPerson.load(giverKey),
  ]);
  const households = await Promise.all(
    homes.map((home) => loaders.situationByHousehold.load(home.householdKey)),
  );
  return fellowOf(giverKey, reader?.key ?? null, households);
}

/** @throws NOT_FOUND where the reader is no adult who lives with the giver, whoever else it may be */
function toFellow(personKey: string, fellow: Fellow | null, validUntil: string, givenAt: Date): ConsentRow {
  if (fellow === null)
    throw new RegistryError('NOT_FOUND', 'No other adult of your household has this identifier.');
  const toAgency = { agencyCode: null, purpose: null };
  const what = { ...fellow, classes: [...OF_HOUSEHOLD], validUntil, basis: 'OWN_TOKEN' as const };
  return {
    id: crypto.randomUUID(),
    personKey,
    ...toAgency,
    ...what,
    recordedBy: [],
    givenAt,
    withdrawnAt: null,
  };
}

/** A consent of somebody else does not exist. */
function existing(consent: ConsentRow | null): ConsentRow {
  if (consent !== null) return consent;
  throw new RegistryError('NOT_FOUND', 'There is no such consent of yours. `consents` lists them.');
}
