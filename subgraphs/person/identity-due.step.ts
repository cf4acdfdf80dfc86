import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { and, asc, eq, ne, or, type SQL } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { candidateKeys } from './identity-candidate.ts';
import { type IdentityMatchRow, identityDues, identityMatches } from './identity-match.table.ts';
import { type Identity, type Match, matchOf, readIdentity } from './identity-match.ts';
import { people } from './person.table.ts';

/** When and how many at once. */
export type Comparing = {
  readonly size: number;
  readonly at: Date;
  /** The civil date, YYYY-MM-DD: where people live on it is compared. */
  readonly today: string;
};

/** Has somebody compared with the register, in the transaction that puts them on it. */
export async function makeDue(transaction: Transaction, personKey: string): Promise<void> {
  await transaction.insert(identityDues).values({ personKey });
}

/**
 * Compares so many of those who are due with whoever is like them in birth or number, and keeps each pair that an officer is to look at. Whom it takes and what it finds stand in one transaction, so whatever kills it
 * loses and doubles nobody; of many processes each takes others.
 *
 * @returns how many it took
 */
export async function compareDue(transaction: Transaction, { size, at, today }: Comparing): Promise<number> {
  const due = await transaction
    .select({ key: identityDues.personKey })
    .from(identityDues)
    .orderBy(asc(identityDues.since))
    .limit(size)
    .for('update', { skipLocked: true });
  const found: Question[] = [];
  for (const { key } of due) found.push(...(await questionsOf(transaction, key, today)));
  await keep(transaction, found, at);
  const taken = due.map(({ key }) => key);
  await transaction.delete(identityDues).where(anyOf(identityDues.personKey, taken));
  return due.length;
}

/** A pair that an officer is to look at; the first key is the lesser. */
type Question = Pick<IdentityMatchRow, 'firstKey' | 'secondKey' | 'weight' | 'likeness'>;

/** Keeps what nobody has kept. All who keep at once go by the keys, so none of them waits for another that waits for it. */
async function keep(transaction: Transaction, found: readonly Question[], at: Date): Promise<void> {
  if (found.length === 0) return;
  const placeOf = ({ firstKey, secondKey }: Question) => `${firstKey}${secondKey}`;
  const rows = found
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .map((one) => ({ ...one, id: crypto.randomUUID(), status: 'OPEN' as const, foundAt: at }));
  await transaction
    .insert(identityMatches)
    .values(rows)
    .onConflictDoNothing({ target: [identityMatches.firstKey, identityMatches.secondKey] });
}

async function questionsOf(
  transaction: Transaction,
  key: string,
  today: string,
): Promise<readonly Question[]> {
  const own = await identitiesOf(transaction, eq(people.key, key), today);
  const said = own[0];
  if (said === undefined) return [];
  const { birthDates, identityNumbers } = candidateKeys(said.identity);
  const isNear = or(anyOf(people.birthDate, birthDates), anyOf(people.identityNumber, identityNumbers));
  const near = await identitiesOf(transaction, and(isNear, ne(people.key, key)), today);
  return [...best(own, near)].map(([other, { weight, likeness }]) => {
    const [firstKey, secondKey] = key < other ? [key, other] : [other, key];
    return { firstKey, secondKey, weight: Math.round(weight * 10), likeness };
  });
}

type Entry = { readonly key: string; readonly identity: Identity; readonly householdKey: string | null };

/** With whom there is a question, and the heaviest match with each: whoever lives in two homes is compared in both. */
function best(own: readonly Entry[], near: readonly Entry[]): ReadonlyMap<string, Match> {
  const found = new Map<string, Match>();
  const livesWith = (one: Entry) =>
    own.some(({ householdKey }) => householdKey !== null && householdKey === one.householdKey);
  const housemates = new Set(near.filter(livesWith).map(({ key }) => key));
  const read = own.map(({ identity }) => readIdentity(identity));
  for (const { key, identity } of near) {
    const other = readIdentity(identity);
    for (const match of read.map((one) => matchOf(one, other))) {
      const heaviest = found.get(key)?.weight ?? Number.NEGATIVE_INFINITY;
      if (isQuestion(match, housemates.has(key)) && match.weight > heaviest) found.set(key, match);
    }
  }
  return found;
}

/** Of two who were counted at one door under names of their own, as twins are, nobody asks. */
function isQuestion({ judgement, likeness: { own } }: Match, isHousemate: boolean): boolean {
  return judgement !== 'DIFFERENT' && !(isHousemate && (own === 'OTHER' || own === 'MIXED'));
}

/** What the register says of people, once for each home that they have today. */
async function identitiesOf(
  transaction: Transaction,
  condition: SQL | undefined,
  today: string,
): Promise<readonly Entry[]> {
  const rows = await transaction
    .select({
      ...{ key: people.key, name: people.name, identityNumber: people.identityNumber },
      ...{ birthDate: people.birthDate, sex: people.sex },
      ...{ householdKey: households.key, addressLine: households.addressLine },
      ...{ postcode: households.postcode, district: households.district },
    })
    .from(people)
    .leftJoin(
      memberships,
      and(eq(memberships.personKey, people.key), inForce(memberships.since, memberships.until, today)),
    )
    .leftJoin(households, eq(households.key, memberships.householdKey))
    .where(condition);
  return rows.map(({ key, householdKey, addressLine, postcode, district, ...said }) => {
    const home =
      addressLine === null || postcode === null || district === null
        ? null
        : { addressLine, postcode, district };
    return { key, householdKey, identity: { ...said, home } };
  });
}
