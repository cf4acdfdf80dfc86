import { type DefinitionNode, Kind, parse, type StringValueNode } from 'graphql';

/** What a field, argument, input field or enum value is called: English and the official Malay term, and for an enum value what it means (English). */
export type Term = { readonly en: string; readonly ms: string; readonly meaning: string | null };

type Described = {
  readonly coordinate: string;
  readonly description: StringValueNode | undefined;
  readonly isValue: boolean;
};

/**
 * The terms of a graph by coordinate (`Person.name`, `Query.person(id:)`, `HouseholdFilter.povertyStatus`, `Purpose.PUBLIC_INTEREST`), taken from its
 * descriptions, which the rules of `lint/` hold to one form.
 */
export function readTerms(sdl: string): ReadonlyMap<string, Term> {
  const terms = new Map<string, Term>();
  const { definitions } = parse(sdl, { noLocation: true });
  for (const { coordinate, description, isValue } of definitions.flatMap(describedIn)) {
    const term = description === undefined ? null : termOf(description.value, isValue);
    if (term !== null) terms.set(coordinate, term);
  }
  return terms;
}

function describedIn(type: DefinitionNode): Described[] {
  if (type.kind === Kind.ENUM_TYPE_DEFINITION)
    return (type.values ?? []).map((value) => described(type.name.value, value, true));
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
    return (type.fields ?? []).map((field) => described(type.name.value, field));
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return (type.fields ?? []).flatMap((field) => {
    const own = described(type.name.value, field);
    const rest = (field.arguments ?? []).map(({ name, description }) => ({
      ...{ coordinate: `${own.coordinate}(${name.value}:)`, description, isValue: false },
    }));
    return [own, ...rest];
  });
}

type Member = { readonly name: { readonly value: string }; readonly description?: StringValueNode };

function described(type: string, { name, description }: Member, isValue = false): Described {
  return { coordinate: `${type}.${name.value}`, description, isValue };
}

/** `English (Malay): meaning.` of a value, `What it is (istilah; source); more.` of the rest. */
function termOf(description: string, isValue: boolean): Term | null {
  const text = description.replaceAll(/\s+/g, ' ').trim();
  const [, en, bracket, rest] = /^(.*?) ?\(([^()]*\p{L}[^()]*)\)(.*)$/u.exec(text) ?? [];
  if (en === undefined || bracket === undefined) return null;
  const meaning = isValue ? (rest ?? '').replace(/^: /, '') : null;
  return { en: en.replace(/[,;:]$/, ''), ms: bracket.split(';')[0] ?? bracket, meaning };
}
