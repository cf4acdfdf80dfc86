import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { incidentsAt } from './addition.ts';
import { type Classes, NONE } from './class-set.ts';
import type { Ground } from './ground.ts';
import { classesOfHousehold, classesOfPerson, isSealed } from './reach.ts';
import type { ToldOf } from './receipt.ts';
import { compare, type Registry, registryAt } from './registry.ts';

/** An entry of a receipt as it must be. */
export type ExpectedEntry = {
  readonly subject: { readonly type: string; readonly key: string };
  readonly told: readonly {
    readonly class: string;
    readonly ground: string;
    readonly fields: readonly string[];
    readonly from?: readonly string[];
  }[];
  readonly under?: readonly string[];
  readonly withheld: readonly { readonly class: string | null; readonly fields: readonly string[] }[];
  readonly veiled: boolean;
};

/** A row of a subject, with its type. */
type Subject = { readonly type: string; readonly row: { readonly id: string; readonly key: string } };

const PAGE = join(import.meta.dirname, '../../schema/access.generated.tsv');

/** Of what each derived field is computed, as the access page says. */
const FROM: ReadonlyMap<string, readonly string[]> = new Map(
  readFileSync(PAGE, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([coordinate = '', , , , from = '']) => [coordinate, from.split(', ').filter(Boolean)] as const),
);

/**
 * The entries of a receipt, in their order: each class with what opened it, which is found by asking again where nobody consented to anything, and
 * where there is no incident.
 */
export function entriesOf(
  registry: Registry,
  ground: Ground,
  told: readonly ToldOf[],
): readonly ExpectedEntry[] {
  const found = told.map((of) => ({ of, subject: subjectOf(registry, of) }));
  const isAnySealed = found.some(({ subject }) => isUnderSeal(registry, subject));
  const entries = found.map(({ of, subject }) => ({
    subject: { type: subject.type, key: subject.row.key },
    told: [...of.told]
      .map(([dataClass, fields]) => {
        const from = new Set([...fields].flatMap((field) => FROM.get(field) ?? []));
        return {
          class: dataClass,
          ground: openedBy(registry, ground, subject, dataClass),
          fields: [...fields].sort(),
          ...(from.size === 0 ? {} : { from: [...from].sort() }),
        };
      })
      .toSorted((one, other) => compare(one.class, other.class)),
    withheld: [...of.withheld]
      .map(([dataClass, fields]) => ({ class: dataClass, fields: [...fields].sort() }))
      .toSorted((one, other) => compare(one.class, other.class))
      .map(({ class: name, fields }) => ({ class: name === '' ? null : name, fields })),
    ...underOf(registry, ground, subject, [...of.told.keys()]),
    veiled: isAnySealed && !isUnderSeal(registry, subject),
  }));
  const placeOf = ({ subject: { type, key } }: (typeof entries)[number]) => `${type} ${key}`;
  return entries.toSorted((one, other) => compare(placeOf(one), placeOf(other)));
}

function subjectOf({ rows }: Registry, { type, id }: ToldOf): Subject {
  const row = (type === 'Household' ? rows.households : rows.people).find((one) => one.id === id);
  if (row === undefined) throw new Error(`There is no ${type} of this id.`);
  return { type, row };
}

function openedBy(registry: Registry, ground: Ground, subject: Subject, dataClass: string): string {
  const groundFacts = registry.rows.groundFacts.filter(({ kind }) => kind !== 'INCIDENT');
  const calm = registryAt({ ...registry.rows, groundFacts }, registry.now);
  const bare = registryAt({ ...registry.rows, groundFacts, consents: [] }, registry.now);
  if (opens(bare, ground, subject, dataClass)) return ground.kind;
  return opens(calm, ground, subject, dataClass) ? 'CONSENT' : 'INCIDENT';
}

/** On which incidents it rests: where one opened what was told, or the subject is not found without one. */
function underOf(
  registry: Registry,
  ground: Ground,
  subject: Subject,
  told: readonly string[],
): Pick<ExpectedEntry, 'under'> {
  if (ground.kind !== 'AGREEMENT') return {};
  const groundFacts = registry.rows.groundFacts.filter(({ kind }) => kind !== 'INCIDENT');
  const calm = registryAt({ ...registry.rows, groundFacts }, registry.now);
  const isBy = told.some((name) => openedBy(registry, ground, subject, name) === 'INCIDENT');
  if (!isBy && openOf(calm, ground, subject).size > 0) return {};
  const homes = homesOf(registry, subject).flatMap((key) => registry.householdByKey(key) ?? []);
  const there = homes.flatMap((home) => incidentsAt(registry, ground, home));
  return there.length === 0 ? {} : { under: [...new Set(there)].toSorted() };
}

function opens(registry: Registry, ground: Ground, subject: Subject, dataClass: string): boolean {
  return openOf(registry, ground, subject).has(dataClass);
}

function openOf(registry: Registry, ground: Ground, { type, row }: Subject): Classes {
  const household = registry.householdByKey(row.key);
  const person = registry.personByKey(row.key);
  const open =
    type === 'Household'
      ? household && classesOfHousehold(registry, ground, household)
      : person && classesOfPerson(registry, ground, person);
  return open ?? NONE;
}

/** A household, or one of those in which a person lives. */
function isUnderSeal(registry: Registry, subject: Subject): boolean {
  return homesOf(registry, subject).some((key) => {
    const household = registry.householdByKey(key);
    return household !== null && isSealed(registry, household);
  });
}

/** The household itself, or those in which a person lives. */
function homesOf(registry: Registry, { type, row }: Subject): readonly string[] {
  return type === 'Household' ? [row.key] : registry.homesOf(row.key).map(({ householdKey }) => householdKey);
}
