import type { Transaction } from '@seisi/host/act';
import { anyOf } from '@seisi/host/any-of';
import { and, eq, inArray, not } from 'drizzle-orm';
import { holdsOn } from './as-of.ts';
import { inForce } from './effective-date.policy.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type HouseholdMemberRow, households, memberships } from './household.table.ts';
import type { Moved } from './move.ts';
import type { Home, Living, Standing } from './move-standing.ts';
import { people } from './person.table.ts';
import { isAdult } from './person.ts';
import { registrations } from './registration.table.ts';
import { isSealed } from './seal.policy.ts';

/** How the register stands of those whom a move is about, whoever may see them: it is decided by, and none of it is told as it is. */
export async function standingOf(
  transaction: Transaction,
  { personId, householdId }: Pick<Moved, 'personId' | 'householdId'>,
  today: string,
): Promise<Standing> {
  const [person] = await transaction.select().from(people).where(eq(people.id, personId));
  const [target] =
    householdId === null
      ? []
      : await transaction.select().from(households).where(eq(households.id, householdId));
  const ever = person === undefined ? [] : await membershipsOf(transaction, person.key);
  const own = ever.filter((one) => holdsOn(one, today));
  const keys = [
    ...own.map(({ householdKey }) => householdKey),
    ...(target === undefined ? [] : [target.key]),
  ];
  const [living, sealed, registering] = [
    await livingIn(transaction, keys, today),
    await sealedAmong(transaction, keys, today),
    await registeringAmong(transaction, keys),
  ];
  const homes = own.map(({ id: membershipId, householdKey, relationToHead, since }): Home => {
    const others = (living.get(householdKey) ?? []).filter(({ personKey }) => personKey !== person?.key);
    const flags = { isSealed: sealed.has(householdKey), isRegistering: registering.has(householdKey) };
    return { membershipId, householdKey, relationToHead, since, others, ...flags };
  });
  return {
    person:
      person === undefined
        ? null
        : {
            key: person.key,
            isAdult: isAdult(person.birthDate, today),
            isSealed: await isProtected(transaction, person.key, today),
          },
    homes,
    lastLeft: lastLeftOf(ever),
    target:
      target === undefined
        ? null
        : {
            key: target.key,
            isSealed: sealed.has(target.key),
            hasHead: (living.get(target.key) ?? []).some(({ isHead }) => isHead),
            living: living.get(target.key) ?? [],
          },
  };
}

function membershipsOf(transaction: Transaction, personKey: string) {
  return transaction
    .select()
    .from(memberships)
    .where(eq(memberships.personKey, personKey))
    .orderBy(memberships.id);
}

/** One that ends on its first day never was. */
function lastLeftOf(ever: readonly HouseholdMemberRow[]): string | null {
  const left = ever.flatMap(({ since, until }) => (until !== null && until > since ? [until] : []));
  return left.toSorted().at(-1) ?? null;
}

async function livingIn(
  transaction: Transaction,
  keys: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, (Living & { readonly isHead: boolean })[]>> {
  const rows = await transaction
    .select({ membership: memberships, personId: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.key, memberships.personKey))
    .where(and(anyOf(memberships.householdKey, keys), inForce(memberships.since, memberships.until, today)))
    .orderBy(memberships.id);
  const living = rows.map(
    ({ membership: { id: membershipId, householdKey, personKey, relationToHead }, personId }) => ({
      ...{ householdKey, personKey, personId, membershipId, isHead: relationToHead === 'HEAD' },
    }),
  );
  return Map.groupBy(living, ({ householdKey }) => householdKey);
}

async function sealedAmong(
  transaction: Transaction,
  keys: readonly string[],
  today: string,
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .select({ key: households.key })
    .from(households)
    .where(and(anyOf(households.key, keys), isSealed(today)));
  return new Set(rows.map(({ key }) => key));
}

async function registeringAmong(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const isOpen = inArray(registrations.status, ['NEW', 'UNDER_CENSUS']);
  const rows = await transaction
    .select({ key: registrations.householdKey })
    .from(registrations)
    .where(and(anyOf(registrations.householdKey, keys), isOpen, not(registrations.isDuplicate)));
  return new Set(rows.map(({ key }) => key));
}

/** Whether somebody is under protection by name, wherever they live. */
async function isProtected(transaction: Transaction, personKey: string, today: string): Promise<boolean> {
  const rows = await transaction
    .select({ id: groundFacts.id })
    .from(groundFacts)
    .where(
      and(
        eq(groundFacts.kind, 'SEAL'),
        eq(groundFacts.subjectKey, personKey),
        inForce(groundFacts.validFrom, groundFacts.validUntil, today),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
