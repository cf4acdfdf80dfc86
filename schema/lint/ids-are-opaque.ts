import { type GraphQLArgument, type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql';
import type { Finding, Graph } from './graph.ts';

/** An identifier is an `ID` called `id`, or the `code` of reference data; what it identifies is a link, never a second field `…Id` (house §6). */
export function idsAreOpaque(graph: Graph): Finding[] {
  const fields = graph.fields.flatMap(({ coordinate, definition }) => [
    { coordinate, name: definition.name, type: String(definition.type) },
    ...definition.args.map((argument) => input(argument, `${coordinate}(${argument.name}:)`)),
  ]);
  const inputs = graph.types
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => input(field, `${type.name}.${field.name}`)),
    );
  return [...fields, ...inputs].flatMap((element) => {
    const message = fault(element);
    return message === null ? [] : [{ coordinate: element.coordinate, message }];
  });
}

type Identified = { readonly coordinate: string; readonly name: string; readonly type: string };

function input({ name, type }: GraphQLArgument | GraphQLInputField, coordinate: string): Identified {
  return { coordinate, name, type: `${getNamedType(type).name}!` };
}

function fault({ name, type }: Identified): string | null {
  if (name === 'id' && type !== 'ID!') return 'is an identifier and must be ID!';
  return /[a-z]Ids?$/.test(name) ? 'names an identifier of another thing; link to the thing itself' : null;
}
