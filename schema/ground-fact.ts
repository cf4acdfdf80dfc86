/** The kinds of ground facts that a room other than the deciding one may own. */
export const OWNED_FACT_KINDS = Object.freeze([
  'AGREEMENT',
  'POSTING',
  'ACCEPTED_REFERRAL',
  'INCIDENT',
] as const);
export type OwnedFactKind = (typeof OWNED_FACT_KINDS)[number];

/** A fact of a ground as its owner tells it to the room that decides (access §3). Dates are civil, `validUntil` is the first day on which it no longer holds. */
export type OwnedFact = {
  readonly id: string;
  readonly kind: OwnedFactKind;
  /** Whom it serves: an officer, or an agency's code; null for an incident, which serves those that it names. It never changes. */
  readonly holder: string | null;
  /** The agency that sent an accepted referral. */
  readonly other: string | null;
  readonly agency: string | null;
  readonly subjectKey: string | null;
  readonly areas: readonly string[];
  readonly classes: readonly string[];
  readonly purposes: readonly string[];
  readonly legalBasis: string | null;
  readonly population: string | null;
  /** About how many subjects an agreement may be used in one civil day. */
  readonly dailySubjects: number | null;
  /** The agencies that an incident names. */
  readonly agencies: readonly string[];
  /** The officers who declared an incident. */
  readonly declaredBy: readonly string[];
  /** An incident counts from here, to the instant (RFC 3339, UTC). */
  readonly startsAt: string | null;
  /** And ends here by itself. */
  readonly endsAt: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
};

/** What changed after a cursor, oldest first: facts as they are now, and those that are no more, with the day on which they ended. */
export type FactPage = {
  readonly facts: readonly OwnedFact[];
  readonly ended: readonly { readonly id: string; readonly kind: OwnedFactKind; readonly on: string }[];
  /** Where the next page begins. */
  readonly cursor: number;
  /** The number of the owner's newest change: below the cursor that was asked after, the owner has lost some of what it told. */
  readonly newest: number;
  /** Whether nothing is left after this page. */
  readonly isLast: boolean;
};

/** Gives the facts that changed after a cursor; 0 is the beginning. It rejects where they cannot be had. */
export type FactSource = (after: number) => Promise<FactPage>;

/**
 * What a process hears of the facts of grounds (access §3): the newest version, whom the changes since the version asked after concern (null: anyone; no list:
 * too many to tell), and for how many milliseconds at the most something may already have changed that this does not know of.
 */
export type Pulse = {
  readonly version: number;
  readonly holders: readonly (string | null)[] | null;
  readonly age: number;
};

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || isText(value);
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isDate: Check = (value) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value as string);
const isInstantOrNull: Check = (value) =>
  value === null || (isText(value) && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value as string));
const isKind: Check = (value) => OWNED_FACT_KINDS.includes(value as OwnedFactKind);

const FACT: Record<keyof OwnedFact, Check> = {
  id: isText,
  kind: isKind,
  holder: isTextOrNull,
  other: isTextOrNull,
  agency: isTextOrNull,
  subjectKey: isTextOrNull,
  areas: areTexts,
  classes: areTexts,
  purposes: areTexts,
  legalBasis: isTextOrNull,
  population: isTextOrNull,
  dailySubjects: (value) => value === null || isCount(value),
  agencies: areTexts,
  declaredBy: areTexts,
  startsAt: isInstantOrNull,
  endsAt: isInstantOrNull,
  validFrom: isDate,
  validUntil: (value) => value === null || isDate(value),
};
const PAGE: Record<keyof FactPage, Check> = {
  facts: (value) => Array.isArray(value) && value.every((fact) => fits(fact, FACT)),
  ended: (value) =>
    Array.isArray(value) && value.every((end) => fits(end, { id: isText, kind: isKind, on: isDate })),
  cursor: isCount,
  newest: isCount,
  isLast: (value) => typeof value === 'boolean',
};
const PULSE: Record<keyof Pulse, Check> = {
  version: isCount,
  holders: (value) => value === null || (Array.isArray(value) && value.every(isTextOrNull)),
  age: (value) => typeof value === 'number' && value >= 0,
};

/** A page as it came over a wire; null for anything else. */
export function readFactPage(value: unknown): FactPage | null {
  return fits(value, PAGE) ? (value as FactPage) : null;
}

/** A pulse as it came over a wire; null for anything else. */
export function readPulse(value: unknown): Pulse | null {
  return fits(value, PULSE) ? (value as Pulse) : null;
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, check]) => check(fields[name]));
}
