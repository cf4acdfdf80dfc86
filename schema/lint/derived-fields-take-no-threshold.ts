import { getNamedType, isEnumType } from 'graphql';
import { derivedFrom } from './derived-fields-say-from.ts';
import type { Finding, Graph } from './graph.ts';

/** How long a page is and where it begins: no fact is compared with either. */
const PAGING: ReadonlySet<string> = new Set(['first: Int', 'after: String']);

/** A derived field takes identifiers and words of closed lists alone: by a free threshold, sixteen answers find an income within RM31 (access §10). A connection may be paged. */
export function derivedFieldsTakeNoThreshold(graph: Graph): Finding[] {
  return graph.fields
    .filter(({ node }) => derivedFrom(node).length > 0)
    .flatMap(({ coordinate, definition, result }) =>
      definition.args.flatMap((argument) => {
        const type = getNamedType(argument.type);
        const pages = result.name.endsWith('Connection') && PAGING.has(`${argument.name}: ${argument.type}`);
        if (type.name === 'ID' || isEnumType(type) || pages) return [];
        const message = `takes a ${type.name}; a derived field takes identifiers and enums alone`;
        return [{ coordinate: `${coordinate}(${argument.name}:)`, message }];
      }),
    );
}
