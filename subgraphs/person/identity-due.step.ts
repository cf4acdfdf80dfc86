import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { and, asc, eq, ne, or } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { candidateKeys } from './identity-candidate.ts';
import { type IdentityMatchRow, identityDues, identityMatches } from './identity-match.table.ts';
import {
  type Identity,
  type Match,
  matchOf,
  mayBeOne,
  type ReadIdentity,
  readIdentity,
} from './identity-match.ts';
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
  const [said] = await transaction.select(SAID).from(people).where(eq(people.key, key));
  if (said === undefined) return [];
  const { birthDates, identityNumbers } = candidateKeys(said);
  const isNear = or(anyOf(people.birthDate, birthDates), anyOf(people.identityNumber, identityNumbers));
  const near = await transaction
    .select(SAID)
    .from(people)
    .where(and(isNear, ne(people.key, key)));
  const homeless = readIdentity({ ...said, home: null });
  const likely = near.filter((other) => mayBeOne(homeless, readIdentity({ ...other, home: null })));
  if (likely.length === 0) return [];
  const homes = await homesOf(transaction, [key, ...likely.map((other) => other.key)], today);
  return likely.flatMap((other) => {
    const match = heaviest(entriesOf(said, homes), entriesOf(other, homes));
    if (match === null) return [];
    const { weight, likeness } = match;
    const [firstKey, secondKey] = key < other.key ? [key, other.key] : [other.key, key];
    return [{ firstKey, secondKey, weight: Math.round(weight * 10), likeness }];
  });
}

const SAID = {
  ...{ key: people.key, name: people.name, identityNumber: people.identityNumber },
  ...{ birthDate: people.birthDate, sex: people.sex },
};
type Said = Omit<Identity, 'home'> & { readonly key: string };

/** Where somebody lives: in which household, and at which address. */
type Dwelling = { readonly householdKey: string; readonly home: NonNullable<Identity['home']> };

/** Where people live today. */
async function homesOf(
  transaction: Transaction,
  keys: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly Dwelling[]>> {
  const { addressLine, postcode, district } = households;
  const rows = await transaction
    .select({
      ...{ personKey: memberships.personKey, householdKey: households.key },
      ...{ addressLine, postcode, district },
    })
    .from(memberships)
    .innerJoin(households, eq(households.key, memberships.householdKey))
    .where(and(anyOf(memberships.personKey, keys), inForce(memberships.since, memberships.until, today)));
  const found = new Map<string, Dwelling[]>();
  for (const { personKey, householdKey, ...home } of rows)
    found.set(personKey, [...(found.get(personKey) ?? []), { householdKey, home }]);
  return found;
}

type Entry = { readonly identity: ReadIdentity; readonly householdKey: string | null };

/** Somebody once for each home that they have. */
function entriesOf(said: Said, homes: ReadonlyMap<string, readonly Dwelling[]>): readonly Entry[] {
  const dwellings = homes.get(said.key) ?? [];
  if (dwellings.length === 0)
    return [{ identity: readIdentity({ ...said, home: null }), householdKey: null }];
  return dwellings.map(({ householdKey, home }) => ({
    identity: readIdentity({ ...said, home }),
    householdKey,
  }));
}

/** The heaviest match of two people in the homes of either; null where it is no question. Of two who were counted at one door under names of their own, as twins are, nobody asks. */
function heaviest(some: readonly Entry[], others: readonly Entry[]): Match | null {
  const matches = some.flatMap(({ identity }) => others.map((other) => matchOf(identity, other.identity)));
  const [match] = matches.toSorted((one, other) => other.weight - one.weight);
  if (match === undefined || match.judgement === 'DIFFERENT') return null;
  const isTogether = some.some(({ householdKey }) =>
    others.some((other) => householdKey !== null && householdKey === other.householdKey),
  );
  const { own } = match.likeness;
  return isTogether && (own === 'OTHER' || own === 'MIXED') ? null : match;
}
