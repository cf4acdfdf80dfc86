import type { PersonaToken } from '@seisi/migrations/seed/personas';
import { type Ground, groundOf } from '../oracle/ground.ts';
import { classesOfHousehold, classesOfPerson } from '../oracle/reach.ts';
import type { ExpectedEntry } from '../oracle/receipt-entry.ts';
import { compare, type PersonRow, type Registry } from '../oracle/registry.ts';

/** A read of which there is a receipt: who read, on what ground, and what its answer told of whom. */
export type Read = {
  readonly token: PersonaToken;
  readonly ground: Ground;
  /** Milliseconds of the epoch. */
  readonly at: number;
  /** What the client was handed. */
  readonly receipt: { readonly id: string; readonly leaf: string };
  readonly entries: readonly ExpectedEntry[];
};

/** A line of a log. */
export type Line = Readonly<Record<string, unknown>>;

type Lens = { readonly key: string; readonly since: string; readonly classes: ReadonlySet<string> | null };

/**
 * The log of a person as this token must read it, newest first: computed from the answers that were given (in their order) and from who lives
 * where today. Null where the person is out of reach, or the log is not for this reader.
 */
export function expectedLog(
  registry: Registry,
  token: PersonaToken,
  person: PersonRow,
  reads: readonly Read[],
): readonly Line[] | null {
  const ground = groundOf(registry, token, null);
  if (ground === 'several' || ground.kind !== 'SELF') return null;
  if (!classesOfPerson(registry, ground, person)?.has('receipts')) return null;
  const lenses = lensesOf(registry, ground, person);
  return reads.toReversed().flatMap((read) => {
    if (isSealed(read)) return [];
    return read.entries.toReversed().flatMap((entry): readonly Line[] => {
      const lens = lenses.find(({ key, since }) => key === entry.subject.key && since <= dayOf(read.at));
      const line = lens === undefined ? null : lineOf(read, entry, lens, token);
      return line === null ? [] : [line];
    });
  });
}

/** The person, and each home of today that is open to the reader, since the day of moving in. */
function lensesOf(registry: Registry, ground: Ground, { key }: PersonRow): readonly Lens[] {
  const homes = registry.homesOf(key).flatMap(({ householdKey, since }) => {
    const household = registry.householdByKey(householdKey);
    const classes = household && classesOfHousehold(registry, ground, household);
    return classes === null ? [] : [{ key: householdKey, since, classes }];
  });
  return [{ key, since: '', classes: null }, ...homes];
}

/** A duty of protection looked, or something was told of protection. */
function isSealed({ ground, entries }: Read): boolean {
  return (
    (ground.kind === 'POSTING' && ground.ceiling.has('protection')) ||
    entries.some(({ told }) => told.some((each) => each.class === 'protection'))
  );
}

function lineOf(read: Read, entry: ExpectedEntry, { classes }: Lens, reader: PersonaToken): Line | null {
  const told = entry.told.filter((each) => classes?.has(each.class) ?? true);
  const withheld = entry.withheld.filter(
    (each) => classes === null || (each.class !== null && classes.has(each.class)),
  );
  if (classes !== null && (entry.told.length === 0 ? !classes.has('register') : told.length === 0))
    return null;
  const isWhole = told.length === entry.told.length && withheld.length === entry.withheld.length;
  return {
    at: read.at,
    kind: 'ANSWER',
    about: entry.subject.type === 'Household' ? 'HOUSEHOLD' : 'PERSON',
    reader: readerOf(read.token, reader),
    ...whose(read, entry.veiled),
    told: told.map((each) => ({ ...each, from: each.from ?? null })),
    withheld,
    receipt: { number: read.receipt.id, leaf: read.receipt.leaf },
    proof: isWhole && !entry.veiled ? entry : null,
  };
}

function readerOf({ viewer_kind: kind, sub }: PersonaToken, reader: PersonaToken): string {
  if (kind !== 'CITIZEN') return kind;
  return sub === reader.sub ? 'OWN_ACCOUNT' : 'CITIZEN';
}

function whose({ token, ground }: Read, isVeiled: boolean): Line {
  const agreement = ground.kind === 'AGREEMENT' ? ground.agreement : null;
  return {
    agencyCode: isVeiled ? null : (token.agency ?? null),
    isAgencyVeiled: isVeiled,
    basis: ground.kind === 'NONE' ? null : ground.kind,
    purpose: ground.kind === 'AGREEMENT' ? ground.purpose : null,
    legalBasis: agreement?.legalBasis ?? null,
    agreementNumber: isVeiled ? null : (agreement?.number ?? null),
  };
}

/** The civil date in Malaysia. */
function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Lines with their lists in one order: of classes and fields a log is a set. */
export function comparableLine({ told, withheld, ...line }: Line): Line {
  const sorted = (list: unknown) =>
    (list as readonly { class: string | null; fields: readonly string[] }[])
      .map((each) => ({ ...each, fields: each.fields.toSorted() }))
      .toSorted((one, other) => compare(one.class ?? '', other.class ?? ''));
  return { ...line, told: sorted(told), withheld: sorted(withheld) };
}
