import { type DataClass, isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { BreachRow } from './breach-report.table.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** To the Commissioner within 72 hours, and to the persons within 7 days after that (Act 709, ss. 12B ff. as amended by Act A1727). */
const COMMISSIONER_HOURS = 72;
const PERSONS_DAYS = 7;
/** What always does significant harm: what the law calls sensitive, and whoever is under protection. */
const SENSITIVE: ReadonlySet<string> = new Set(['health', 'disability', 'disability.fact', 'protection']);
/** More than so many is significant by its scale. */
const SCALE = 1000;

/** Who is told of a breach. */
export type BreachNotified = 'DIRECTOR_GENERAL' | 'COMMISSIONER' | 'PERSONS';

/** The column of who was told. */
export const NOTIFIED_AT: Readonly<
  Record<BreachNotified, 'directorGeneralAt' | 'commissionerAt' | 'personsAt'>
> = {
  DIRECTOR_GENERAL: 'directorGeneralAt',
  COMMISSIONER: 'commissionerAt',
  PERSONS: 'personsAt',
};

type Weighed = Pick<BreachRow, 'classes' | 'persons'>;

/** Whether the persons are to be told: by what leaked, or by how many it concerns. */
export function isSignificant({ classes, persons }: Weighed): boolean {
  return persons > SCALE || classes.some((name) => SENSITIVE.has(name));
}

/** Until when the Commissioner is told. */
export function commissionerDueAt({ discoveredAt }: Pick<BreachRow, 'discoveredAt'>): Date {
  return new Date(discoveredAt.getTime() + COMMISSIONER_HOURS * HOUR);
}

/** Until when the persons are told: seven days after the Commissioner was, or should have been; null where they need not be. */
export function personsDueAt(row: Weighed & Pick<BreachRow, 'discoveredAt' | 'commissionerAt'>): Date | null {
  if (!isSignificant(row)) return null;
  const from = row.commissionerAt ?? commissionerDueAt(row);
  return new Date(from.getTime() + PERSONS_DAYS * DAY);
}

/** Whether somebody was not told in time. */
export function isBreachOverdue(row: BreachRow, now: number): boolean {
  const persons = personsDueAt(row);
  const isLate = (due: Date, told: Date | null) => told === null && due.getTime() < now;
  return (
    isLate(commissionerDueAt(row), row.commissionerAt) || (persons !== null && isLate(persons, row.personsAt))
  );
}

/** @throws STEP_REFUSED where it is closed */
export function checkOpen({ status }: Pick<BreachRow, 'status'>): void {
  if (status === 'OPEN') return;
  throw new RegistryError(
    'STEP_REFUSED',
    'The report is closed. Report what was found later as a new breach.',
  );
}

/** @throws STEP_REFUSED where it was told already */
export function checkNotTold(row: BreachRow, to: BreachNotified): void {
  if (row[NOTIFIED_AT[to]] === null) return;
  throw new RegistryError('STEP_REFUSED', 'That they were told is recorded already.');
}

/** @throws STEP_REFUSED before everybody was told whom the law names, and for the officer who reported it */
export function checkClosable(
  row: BreachRow,
  officer: { readonly id: string; readonly personKey: string },
): void {
  if (row.reportedBy === officer.id || row.reporterKey === officer.personKey)
    throw new RegistryError('STEP_REFUSED', 'Another officer than the one who reported it closes it.');
  const isTold =
    row.directorGeneralAt !== null &&
    row.commissionerAt !== null &&
    (!isSignificant(row) || row.personsAt !== null);
  if (!isTold)
    throw new RegistryError('STEP_REFUSED', 'Somebody whom the law names was not told yet. Record it first.');
}

/** @throws BAD_USER_INPUT for none, and for what is no class */
export function readLeaked(names: readonly string[]): DataClass[] {
  const classes = [...new Set(names)].filter(isDataClass);
  if (classes.length > 0 && classes.length === new Set(names).size) return classes.toSorted();
  throw new RegistryError('BAD_USER_INPUT', '`input.classes` takes one or more data classes by name.', {
    argument: 'input.classes',
  });
}

/** When it was discovered, by how many hours ago. */
export function discoveredAtOf(at: Date, hoursAgo: number): Date {
  return new Date(at.getTime() - hoursAgo * HOUR);
}
