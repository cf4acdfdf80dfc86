import type { Completion } from './completion.ts';
import type { PlannedField, Selection } from './selection.ts';

/** A field that will be resolved, known before any resolver runs. */
export type AskedField = {
  readonly name: string;
  /** Coerced. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The fields that are asked at a path of field names below this one, of whatever type stands there. */
  at(...path: readonly string[]): readonly AskedField[];
};

/** The fields of a selection by name, with their arguments. One whose arguments cannot be coerced is left out: it fails where it stands. */
export function askedOf(
  selections: Iterable<Selection>,
  name: string,
  variables: Readonly<Record<string, unknown>>,
): AskedField[] {
  const found: AskedField[] = [];
  for (const { fields } of selections)
    for (const field of fields) {
      if (field.name !== name || field.resolve === null) continue;
      const asked = askedField(field, variables);
      if (asked !== null) found.push(asked);
    }
  return found;
}

function askedField(field: PlannedField, variables: Readonly<Record<string, unknown>>): AskedField | null {
  const args = argumentsIn(field, variables);
  if (args === null) return null;
  return {
    name: field.name,
    args,
    at: (...path) => {
      let here: Iterable<Selection> = selectionsOf(field.type);
      for (const step of path.slice(0, -1)) here = below(here, step);
      const last = path.at(-1);
      return last === undefined ? [] : askedOf(here, last, variables);
    },
  };
}

function argumentsIn({ args }: PlannedField, variables: Readonly<Record<string, unknown>>) {
  try {
    return args(variables);
  } catch {
    return null;
  }
}

function below(selections: Iterable<Selection>, name: string): Selection[] {
  const found: Selection[] = [];
  for (const { fields } of selections)
    for (const field of fields) if (field.name === name) found.push(...selectionsOf(field.type));
  return found;
}

/** The selections of what a field gives: of its type, or of each type that it can be. */
export function selectionsOf(completion: Completion): Iterable<Selection> {
  switch (completion.kind) {
    case 'OBJECT':
      return [completion.selection];
    case 'LIST':
      return selectionsOf(completion.item);
    case 'ABSTRACT':
      return completion.selections.values();
    case 'LEAF':
    case 'TYPE_NAME':
      return [];
    default:
      return completion satisfies never;
  }
}
