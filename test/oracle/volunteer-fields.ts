import { type Fields, page, type World } from './field.ts';
import { classesOfPerson } from './reach.ts';
import { read } from './reference.ts';
import { compare, type PersonRow, type Registry } from './registry.ts';

type WithId = { readonly id: string };
type Row = Registry['rows']['volunteerings'][number];

const CENTRES = read('volunteer.centre')
  .map((line) => ({
    ...{ code: line['code'] ?? '', name: line['name'], state: line['state'], district: line['district'] },
    organisationCode: line['organisation_code'] ?? '',
  }))
  .toSorted((one, other) => compare(one.code, other.code));

const nothing = () => [];

/** What the room of volunteers keeps: the seed has records of before this system, without forms, invitations, steps or notices. */
export const volunteerFields: Fields = {
  'Query.volunteerApplicationFiles': (_root, given, world) => {
    const { registry, ground } = world;
    const found = registry.rows.volunteerings.filter(
      (row) =>
        (given['status'] == null || row.status === given['status']) &&
        (given['number'] == null || row.applicationNumber === given['number']) &&
        (ground.kind !== 'SELF' || row.personKey === ground.person.key) &&
        reaches(world, row.personKey),
    );
    return page(
      found.toSorted((one, other) => compare(other.applicationNumber, one.applicationNumber)),
      given,
    );
  },
  'VolunteerApplicationFile.applicant': ({ personKey }: Row, _given, { registry }) =>
    registry.personByKey(personKey),
  'VolunteerApplicationFile.record': (row: Row) => row,
  'VolunteerApplicationFile.application': () => null,
  'Person.volunteerDraft': () => null,
  'Person.volunteering': ({ key }: PersonRow, _given, { registry }) =>
    registry.rows.volunteerings.find(({ personKey }) => personKey === key) ?? null,
  'Volunteering.organisation': ({ organisationCode }: Row, _given, { registry }) =>
    organisationOf(registry, organisationCode),
  'Volunteering.assignments': ({ id }: WithId, _given, { registry }) =>
    registry.rows.assignments
      .filter(({ volunteeringId }) => volunteeringId === id)
      .toSorted((one, other) => compare(other.startsOn, one.startsOn) || compare(other.id, one.id)),
  'Volunteering.application': () => null,
  'Volunteering.invitations': nothing,
  'Volunteering.steps': nothing,
  // Nothing was planned in the seed.
  'Volunteering.participations': nothing,
  'Volunteering.hours': () => 0,
  'Query.volunteerProgrammes': (_root, given) => page([], given),
  // Nobody needed a volunteer's help in the seed, and nobody was asked.
  'Query.volunteerCaseFiles': (_root, given) => page([], given),
  'Query.volunteerCandidates': (_root, given) => page([], given),
  'Person.volunteerCases': nothing,
  'Assignment.case': () => null,
  'Query.volunteerActivities': (_root, given) => page([], given),
  'Query.volunteerProgrammeReport': () => null,
  'Volunteering.notices': nothing,
  // The organisations of the seed are those of before this system, which no state office admitted.
  'Query.voluntaryOrganisations': (_root, given, { registry }) =>
    given['state'] == null ? registry.reference.organisations : [],
  'VoluntaryOrganisation.state': () => null,
  'VoluntaryOrganisation.admittedOn': () => null,
  'VoluntaryOrganisation.endedOn': () => null,
  'Query.socialServiceCentres': (_root, given) =>
    page(
      CENTRES.filter(
        ({ state, district }) =>
          (given['state'] == null || state === given['state']) &&
          (given['district'] == null || district === given['district']),
      ),
      given,
    ),
  'SocialServiceCentre.organisation': (
    { organisationCode }: (typeof CENTRES)[number],
    _given,
    { registry },
  ) => organisationOf(registry, organisationCode),
  'Query.volunteerInductions': (_root, given) => page([], given),
};

function organisationOf({ reference }: Registry, asked: string | null): object | null {
  return reference.organisations.find(({ code }) => code === asked) ?? null;
}

function reaches({ registry, ground }: World, key: string): boolean {
  const person = registry.personByKey(key);
  return person !== null && (classesOfPerson(registry, ground, person)?.has('volunteering') ?? false);
}
