import { type Fields, newestBy, page, type World } from './field.ts';
import { classesOfPerson } from './reach.ts';
import { read } from './reference.ts';
import { compare, type OkuCardRow, type PersonRow, type Registry } from './registry.ts';

type WithId = { readonly id: string };
type Row = Registry['rows']['okuApplications'][number];
type Entry = Registry['rows']['okuRegistrations'][number];

const CENTRES = read('oku.care_centre')
  .map((line) => ({ code: line['code'] ?? '', name: line['name'], kind: line['kind'], state: line['state'] }))
  .toSorted((one, other) => compare(one.code, other.code));

const PAPERS: Readonly<Record<string, readonly string[]>> = {
  MYKAD: ['MYKAD'],
  MYKID: ['MYKID', 'PHOTOGRAPH'],
  BIRTH_CERTIFICATE: ['BIRTH_CERTIFICATE', 'PHOTOGRAPH'],
};

const nothing = () => [];

/** What the OKU register keeps of applications and entries: the seed has them as they were sent, without steps, documents, certificates, assessments or notices. */
export const okuFields: Fields = {
  'Query.okuApplicationFiles': (_root, given, world) => {
    const { registry, ground } = world;
    const found = registry.rows.okuApplications.filter(
      (row) =>
        (given['status'] == null || row.status === given['status']) &&
        // A citizen's own list: what was made for the own person, or by it.
        (ground.kind !== 'SELF' || [row.personKey, row.appliedByKey].includes(ground.person.key)) &&
        reaches(world, row.personKey),
    );
    return page(
      newestBy(found, ({ submittedAt }) => submittedAt ?? new Date(0)),
      given,
    );
  },
  'Person.okuApplications': ({ key }: PersonRow, _given, { registry }) =>
    newestBy(
      registry.rows.okuApplications.filter(({ personKey }) => personKey === key),
      ({ startedAt }) => startedAt,
    ),
  'OkuApplicationFile.applicant': ({ personKey }: Row, _given, { registry }) =>
    registry.personByKey(personKey),
  'OkuApplicationFile.application': (row: Row) => row,
  'OkuRegistrationFile.person': ({ personKey }: Entry, _given, { registry }) =>
    registry.personByKey(personKey),
  'OkuRegistrationFile.registration': (row: Entry) => row,
  // No document of them is kept, so each that is needed is missing.
  'OkuApplication.missing': ({ identityPaper }: Row) => ['MEDICAL_FORM', ...(PAPERS[identityPaper] ?? [])],
  'OkuApplication.documents': nothing,
  'OkuApplication.certificate': () => null,
  'OkuApplication.assessments': nothing,
  'OkuApplication.appeals': nothing,
  'OkuApplication.steps': nothing,
  'OkuApplication.notices': nothing,
  'OkuRegistration.cards': ({ id }: WithId, _given, { registry }) => cardsOf(registry, id),
  'OkuRegistration.categories': nothing,
  'OkuRegistration.credentials': nothing,
  // Nothing was issued in the seed, so there is no list.
  'Query.okuStatusList': () => null,
  'OkuRegistration.strikeOffs': nothing,
  'OkuRegistration.notices': nothing,
  'OkuRegistration.linkedCentre': ({ careCentreCode }: Entry) =>
    CENTRES.find(({ code }) => code === careCentreCode) ?? null,
  'Query.careCentres': (_root, given) =>
    page(
      CENTRES.filter(({ state }) => given['state'] == null || state === given['state']),
      given,
    ),
  // No centre of the directory has a certificate in the seed.
  'CareCentre.isCertified': () => false,
  'CareCentre.certifiedUntil': () => null,
};

function reaches({ registry, ground }: World, key: string): boolean {
  const person = registry.personByKey(key);
  return person !== null && (classesOfPerson(registry, ground, person)?.has('disability') ?? false);
}

/** The cards of an entry, newest first. */
export function cardsOf({ rows }: Registry, id: string): OkuCardRow[] {
  const own = rows.okuCards.filter(({ registrationId }) => registrationId === id);
  return own.toSorted(
    (one, other) => compare(other.issuedOn, one.issuedOn) || other.nth - one.nth || compare(other.id, one.id),
  );
}
