import { type DataClass, isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { Purpose } from '@seisi/schema/purpose';
import { isWithin } from './sharing-decision.ts';

/** What of an agreement may be changed: always to less. JSON-safe. */
export type AmendedTerms = {
  readonly classes: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly areas: readonly string[];
  readonly population: 'ALL' | 'REFERRED';
  readonly dailySubjects: number;
  /** The first day on which it no longer counts; null where it has no end. */
  readonly validUntil: string | null;
};

/**
 * Holds a change to what stands: whoever wants more asks for it, by a request that says why (Act 864 s.12).
 * @throws BAD_USER_INPUT naming what would be wider, or is none
 */
export function checkAmendment(current: AmendedTerms, changed: AmendedTerms): void {
  const { classes, purposes, areas, population, dailySubjects, validUntil } = changed;
  if (classes.length === 0 || !classes.every((name) => current.classes.includes(name) && isDataClass(name)))
    throw wider('classes');
  if (purposes.length === 0 || !purposes.every((one) => current.purposes.includes(one)))
    throw wider('purposes');
  if (areas.length === 0 || !areas.every((area) => isWithin(current.areas, area))) throw wider('areas');
  if (current.population === 'REFERRED' && population === 'ALL') throw wider('population');
  if (!Number.isInteger(dailySubjects) || dailySubjects < 1 || dailySubjects > current.dailySubjects)
    throw wider('dailySubjects');
  if (!endsNoLater(current.validUntil, validUntil)) throw wider('validUntil');
}

function endsNoLater(current: string | null, changed: string | null): boolean {
  if (changed === null) return current === null;
  const isDay = new Date(`${changed}T00:00:00Z`).toJSON()?.slice(0, 10) === changed;
  return isDay && (current === null || changed <= current);
}

/** What an agreement says now. */
export function termsOf(row: AmendedTerms): AmendedTerms {
  const { classes, purposes, areas, population, dailySubjects, validUntil } = row;
  return { classes, purposes, areas, population, dailySubjects, validUntil };
}

/** The classes that an agreement names, as the graph knows them. */
export function classesNamed({ classes }: Pick<AmendedTerms, 'classes'>): DataClass[] {
  return classes.filter(isDataClass);
}

function wider(name: string): RegistryError {
  return new RegistryError(
    'BAD_USER_INPUT',
    `\`input.terms.${name}\` takes no more than the agreement says now. For more, submit a request.`,
    { argument: `input.terms.${name}` },
  );
}
