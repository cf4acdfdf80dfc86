import { getNamedType, isEnumType } from 'graphql';
import { derivedFrom } from './derived-fields-say-from.ts';
import type { Finding, Graph } from './graph.ts';

/** A derived field takes identifiers and words of closed lists alone: by a free threshold, sixteen answers find an income within RM31 (access §10). */
export function derivedFieldsTakeNoThreshold(graph: Graph): Finding[] {
  return graph.fields
    .filter(({ node }) => derivedFrom(node).length > 0)
    .flatMap(({ coordinate, definition }) =>
      definition.args.flatMap((argument) => {
        const type = getNamedType(argument.type);
        if (type.name === 'ID' || isEnumType(type)) return [];
        const message = `takes a ${type.name}; a derived field takes identifiers and enums alone`;
        return [{ coordinate: `${coordinate}(${argument.name}:)`, message }];
      }),
    );
}
