import { connect } from '@seisi/migrations/connection';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import type { PersonaToken } from '@seisi/migrations/seed/personas';
import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { NOW } from '../oracle/oracle.ts';
import { type MembershipRow, type PersonRow, registryAt } from '../oracle/registry.ts';

/** The day on which three people moved: in the middle of what is read. */
const MOVED_ON = '2026-01-05';
/** A month before the instant at which logs are read. */
export const BEFORE = NOW - 30 * 86_400_000;
/** A duty of protection, everywhere: it looks behind the seal. */
export const PROTECTOR: PersonaToken = {
  ...{ sub: 'officer-jkm-protector-001', viewer_kind: 'OFFICER', agency: 'jkm', scope: '', acr: 'high' },
};
const POSTING = {
  id: 'POS-PROTECTOR',
  officer: PROTECTOR.sub,
  personKey: '7f0c3c1e-0000-4000-8000-000000000001',
  agencyCode: 'jkm',
  areas: ['MY'],
  classes: ['register', 'area', 'identity', 'contact', 'kinship', 'protection'] as const,
  ...{ validFrom: '2025-01-01', validUntil: null },
};

/** Who moved: out of the known household; into it, beside an own home; and beside an own home into the sealed one. */
export type Moves = {
  readonly left: MembershipRow;
  readonly arrived: readonly MembershipRow[];
  /** Whoever has two homes now, one of them under a seal. */
  readonly betweenHomes: PersonRow;
};

/** Who moves, found in the rows of the seed. */
export function movesIn(rows: RegistryRows): Moves {
  const registry = registryAt(rows, NOW);
  const { known, sealed } = castOf(1);
  const grandmother = castMember(1, CAST.known, PLACE.known.grandmother).key;
  const left = rows.memberships.find(
    (one) => one.personKey === grandmother && one.householdKey === known.key && one.until === null,
  );
  const [newcomer, sister, host] = rows.households.slice(Object.keys(CAST).length).flatMap(({ key }) => {
    const adults = registry.membersOf(key, registry.today).flatMap(({ personKey, relationToHead }) => {
      const person = registry.personByKey(personKey);
      return person && registry.isAdult(person) && relationToHead !== 'HEAD' ? [person] : [];
    });
    return adults.slice(0, 1).map((person) => ({ person, home: key }));
  });
  if (left === undefined || newcomer === undefined || sister === undefined || host === undefined)
    throw new Error('The seed has nobody who could move.');
  return {
    left,
    arrived: [
      moving(1, newcomer.person.key, known.key),
      moving(2, sister.person.key, sealed.key),
      moving(3, grandmother, host.home),
    ],
    betweenHomes: sister.person,
  };
}

function moving(nth: number, personKey: string, householdKey: string): MembershipRow {
  const id = `7f0c3c1e-0000-4000-8000-00000000010${nth}`;
  return { id, personKey, householdKey, relationToHead: 'OTHER_RELATIVE', since: MOVED_ON, until: null };
}

/** The rows with the moves and the protector's posting. */
export function withMoves(rows: RegistryRows): RegistryRows {
  const { left, arrived } = movesIn(rows);
  return {
    ...rows,
    memberships: [
      ...rows.memberships.map((row) => (row === left ? { ...row, until: MOVED_ON } : row)),
      ...arrived,
    ],
    postings: [...rows.postings, { ...POSTING, classes: [...POSTING.classes], duties: [] }],
  };
}

/** Writes the same into a seeded database. */
export async function move(adminUrl: string, rows: RegistryRows): Promise<void> {
  const { left, arrived } = movesIn(rows);
  const sql = connect(adminUrl);
  await sql`update person.membership set until = ${MOVED_ON} where id = ${left.id}`;
  for (const { id, personKey, householdKey, relationToHead, since } of arrived)
    await sql`
      insert into person.membership (id, person_key, household_key, relation_to_head, since)
      values (${id}, ${personKey}, ${householdKey}, ${relationToHead}, ${since})`;
  await sql`
    insert into person.ground_fact (id, kind, holder, agency, subject_key, areas, classes, valid_from)
    values (${POSTING.id}, 'POSTING', ${POSTING.officer}, ${POSTING.agencyCode}, ${POSTING.personKey},
      ${POSTING.areas}, ${[...POSTING.classes]}, ${POSTING.validFrom})`;
  await sql.end();
}
