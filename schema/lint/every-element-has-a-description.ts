import { isEnumType, isInputObjectType } from 'graphql';
import type { Finding, Graph } from './graph.ts';

/** Types, fields, arguments, enum values and input fields say what they mean (house §6). */
export function everyElementHasADescription(graph: Graph): Finding[] {
  return elements(graph)
    .filter(({ description }) => (description ?? '').trim() === '')
    .map(({ coordinate }) => ({ coordinate, message: 'has no description' }));
}

type Element = { readonly coordinate: string; readonly description: string | null | undefined };

function elements(graph: Graph): Element[] {
  const fields = graph.fields.flatMap(({ coordinate, definition }) => [
    { coordinate, description: definition.description },
    ...definition.args.map(({ name, description }) => ({
      coordinate: `${coordinate}(${name}:)`,
      description,
    })),
  ]);
  const types = graph.types.flatMap((type) => {
    const inner = isEnumType(type)
      ? type.getValues()
      : isInputObjectType(type)
        ? Object.values(type.getFields())
        : [];
    return [
      { coordinate: type.name, description: type.description },
      ...inner.map(({ name, description }) => ({ coordinate: `${type.name}.${name}`, description })),
    ];
  });
  return [...types, ...fields];
}
