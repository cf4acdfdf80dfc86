import type { AssignmentRow, VolunteeringRow } from '../../subgraphs/volunteer/volunteering.table.ts';
import { dateOf, dayOf, yearOf } from './calendar.ts';
import type { Home, Member } from './home.ts';
import { scramble, uuidOf } from './random.ts';
import { readTable } from './reference-table.ts';

/** One person's rows as a volunteer. */
export type VolunteerRows = { readonly volunteering: VolunteeringRow; readonly assignments: AssignmentRow[] };

/** About 1 % of those of 15 and more are registered volunteers of JKM. */
const SHARE_OF_ADULTS = 0.01;

const INTERESTS = ['HOME_HELP', 'DISASTER_RELIEF', 'CHILDREN', 'DISABILITY'] as const;
const ORGANISATIONS = readTable('../reference/volunteer.organisation.tsv').map((row) => row['code']!);

/** The record as a volunteer of one member, as planned or by the share of adults who have one; null where there is none. */
export function volunteerOf(home: Home, member: Member): VolunteerRows | null {
  const { random, asOf } = home;
  const planned = member.plan.volunteer === true;
  if (!planned && (home.plan.scripted || member.age < 18 || !random.chance(SHARE_OF_ADULTS))) return null;
  const drawn = random.weighted([
    ['ACTIVE', 62],
    ['INACTIVE', 16],
    ['RECEIVED', 8],
    ['REVIEWED', 5],
    ['INVITED', 5],
    ['REFUSED', 4],
  ] as const);
  const status = planned ? 'ACTIVE' : drawn;
  const inducted = status === 'ACTIVE' || status === 'INACTIVE';
  const appliedOn = random.between(dayOf(asOf) - 1200, dayOf(asOf) - 90);
  const inductedOn = inducted ? appliedOn + random.between(20, 80) : null;
  const volunteering: VolunteeringRow = {
    id: uuidOf(home.seed, 'volunteering', member.index),
    personKey: member.row.key,
    applicationNumber: `SK-${yearOf(dateOf(appliedOn))}-${scramble(member.index, 9)}`,
    status,
    interests: drawInterests(home),
    inductedOn: inductedOn === null ? null : dateOf(inductedOn),
    organisationCode: inducted && random.chance(0.5) ? random.pick(ORGANISATIONS) : null,
  };
  return {
    volunteering,
    assignments: inductedOn === null ? [] : assignmentsOf(home, member, volunteering, inductedOn, planned),
  };
}

function drawInterests({ random }: Home): VolunteeringRow['interests'] {
  const chosen = INTERESTS.filter(() => random.chance(0.4));
  return chosen.length > 0 ? chosen : [random.pick(INTERESTS)];
}

function assignmentsOf(
  home: Home,
  member: Member,
  volunteering: VolunteeringRow,
  from: number,
  planned: boolean,
): AssignmentRow[] {
  const { random, asOf, seed } = home;
  return Array.from({ length: random.between(planned ? 1 : 0, 3) }, (_, nth): AssignmentRow => {
    const status = random.weighted([
      ['DONE', 70],
      ['ACCEPTED', 20],
      ['OFFERED', 10],
    ] as const);
    return {
      id: uuidOf(seed, 'assignment', member.index * 4 + nth),
      volunteeringId: volunteering.id,
      activity: random.pick(volunteering.interests),
      status,
      startsOn: dateOf(random.between(from, dayOf(asOf))),
      hours: status === 'DONE' ? random.between(2, 40) : 0,
    };
  });
}
