import { uuidArgument } from '@seisi/host/scalars';
import { classNames, classSetOf, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
import { readIdempotencyKey, type WantedConsent, wantedConsent } from './consent.ts';
import type { RoomContext } from './context.ts';
import { CONSENTABLE } from './ground/decide.ts';
import { takePaperConsentAct } from './paper-consent.step.ts';
import type { PaperConsentRow } from './paper-consent.table.ts';
import { checkNotReceiving, confirmed, type PaperOfficer } from './paper-consent.ts';
import { isAdult } from './person.ts';
import type { RecordPaperConsentInput, Resolvers } from './types.generated.ts';

/** Consents on paper: taken down by one officer, confirmed by another. Who opens by them stands in `ground/consent.ts`. */
export const paperConsentResolvers = {
  Mutation: {
    recordPaperConsent: async (_root, { input }, context) => {
      const { officer, personKey, read } = await readPaper('recordPaperConsent', input, context);
      const become = () => taken(personKey, read, officer, new Date(context.now()));
      const asked = { personKey, ...read };
      const act = { act: 'RECORD' as const, by: officer.id, input: asked, paper: null, become };
      return { paperConsent: await takePaperConsentAct(context, { ...act, ...keyOf(input) }) };
    },

    confirmPaperConsent: async (_root, { input }, context) => {
      const id = uuidArgument('input.id', input.id);
      const { officer, personKey, read } = await readPaper('confirmPaperConsent', input, context);
      const at = new Date(context.now());
      const become = (paper: PaperConsentRow | null) => confirmed(paper, read, officer, at);
      const asked = { id, personKey, ...read };
      const act = { act: 'CONFIRM' as const, by: officer.id, input: asked, paper: { id, personKey }, become };
      return { paperConsent: await takePaperConsentAct(context, { ...act, ...keyOf(input) }) };
    },
  },

  PaperConsentFile: {
    person: ({ personKey }, _args, { loaders }) => loaders.personByKey.load(personKey),
  },
} satisfies Resolvers;

type Field = 'recordPaperConsent' | 'confirmPaperConsent';

/** What an officer reads in a paper, with everything that either of the two must be to act on it. */
async function readPaper(
  field: Field,
  input: RecordPaperConsentInput,
  context: RoomContext,
): Promise<{ officer: PaperOfficer; personKey: string; read: WantedConsent }> {
  const officer = await officerOf(field, context);
  const person = uuidArgument('input.person', input.person);
  const read = wantedConsent(input, CONSENTABLE, context.today);
  checkNotReceiving(officer, read);
  return { officer, personKey: await signerOf(field, person, read, context), read };
}

/**
 * The officer of the posting on which the request rests.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
async function officerOf(
  field: Field,
  { loaders, passport: { viewer } }: RoomContext,
): Promise<PaperOfficer> {
  const ground = await loaders.ground();
  if (ground.kind !== 'POSTING' || viewer === null)
    throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const { agency, personKey } = ground;
  const posted = await loaders.agenciesOfPosted(viewer.id, personKey);
  return { id: viewer.id, personKey, agencies: [agency, viewer.agency, ...posted] };
}

/**
 * The key of the adult who signed. Who lives with the officer, or is a relative, is out of reach of the posting.
 * @throws NOT_FOUND for whoever is out of reach, and for nobody at all
 * @throws UNAUTHORIZED_FIELD_OR_TYPE where the duty does not open who it is, or a class that is consented to
 * @throws STEP_REFUSED for a minor
 */
async function signerOf(
  field: Field,
  id: string,
  { classes }: WantedConsent,
  { loaders, passport: { basis }, today }: RoomContext,
): Promise<string> {
  const person = await loaders.personById.load(id);
  const grant = person === null ? null : await loaders.grantOf('Person', person.key);
  if (person === null || grant === null)
    throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier within your reach.');
  const closed = classNames(classSetOf(['identity', ...classes])).find((name) => !opens(grant.classes, name));
  if (closed !== undefined) {
    const isEver = opens(ceiling(basis), closed);
    const reason = isEver ? 'NOT_FOR_THIS_SUBJECT' : reasonClosed(basis, closed);
    throw withheld(`Mutation.${field}`, closed, reason);
  }
  if (!isAdult(person.birthDate, today))
    throw new RegistryError(
      'STEP_REFUSED',
      'Only an adult consents. Ask again after the person has come of age.',
    );
  return person.key;
}

function taken(personKey: string, read: WantedConsent, officer: PaperOfficer, at: Date): PaperConsentRow {
  const first = { recordedBy: officer.id, recorderKey: officer.personKey, recordedAt: at };
  return { id: crypto.randomUUID(), personKey, ...read, ...first, confirmedBy: null, confirmedAt: null };
}

function keyOf({ idempotencyKey }: RecordPaperConsentInput): { readonly idempotencyKey: string } {
  return { idempotencyKey: readIdempotencyKey(idempotencyKey) };
}
