import type { Path } from '../oracle/expected-error.ts';
import { coordinatesOf, type Selected, type SelectedField } from './whole-question.ts';

/** An answer, as house and oracle both give it. */
export type Told = {
  readonly data: unknown;
  readonly errors: readonly { readonly path: Path | null; readonly coordinate: unknown }[];
};

/** What the answers so far say of a coordinate: `row` where it is open for some subjects and closed for others, `none` where nobody was met. */
export type Word = 'open' | 'closed' | 'row' | 'none';

/** Types that say nothing of a subject: what is closed above them does not close them. */
const ABOUT_NOBODY: ReadonlySet<string> = new Set([
  'Agency',
  'PageInfo',
  'PovertyLine',
  'Scheme',
  'VoluntaryOrganisation',
  'VolunteerInduction',
]);

/** Counts where answers are open and where they are closed, by coordinate. */
export class Tally {
  readonly #open = new Set<string>();
  readonly #closed = new Set<string>();

  word(coordinate: string): Word {
    const isOpen = this.#open.has(coordinate);
    if (this.#closed.has(coordinate)) return isOpen ? 'row' : 'closed';
    return isOpen ? 'open' : 'none';
  }

  /** One fact that is not read off an answer's shape. */
  add(coordinate: string, isOpen: boolean): void {
    (isOpen ? this.#open : this.#closed).add(coordinate);
  }

  /** Reads an answer to a question that selects these fields of the query. */
  read(fields: readonly SelectedField[], told: Told): void {
    this.#fields(fields, told.data, [], told);
  }

  #fields(fields: readonly SelectedField[], object: unknown, path: Path, told: Told): void {
    for (const field of fields) {
      const here = [...path, field.name];
      if (isClosedAt(here, field.coordinate, told)) {
        this.add(field.coordinate, false);
        for (const below of coordinatesOf(field.below)) if (!isAboutNobody(below)) this.add(below, false);
        continue;
      }
      this.add(field.coordinate, true);
      this.#value(
        field.below,
        (object as Readonly<Record<string, unknown>> | null)?.[field.name],
        here,
        told,
      );
    }
  }

  #value(selected: Selected, value: unknown, path: Path, told: Told): void {
    if (value === null || value === undefined || selected.size === 0) return;
    if (!Array.isArray(value)) {
      const [first] = selected.keys();
      const type = selected.size === 1 ? first : Reflect.get(value, '__typename');
      this.#fields(selected.get(String(type)) ?? [], value, path, told);
      return;
    }
    value.forEach((item, at) => {
      this.#value(selected, item, [...path, at], told);
    });
    if (value.length > 0) return;
    for (const error of told.errors) if (isAt(error.path, path)) this.add(String(error.coordinate), false);
  }
}

function isAboutNobody(coordinate: string): boolean {
  return ABOUT_NOBODY.has(coordinate.split('.')[0] ?? '');
}

function isClosedAt(path: Path, coordinate: string, { errors }: Told): boolean {
  return errors.some((error) => error.coordinate === coordinate && isAt(error.path, path));
}

function isAt(one: Path | null, other: Path): boolean {
  return one?.length === other.length && one.every((step, at) => step === other[at]);
}
