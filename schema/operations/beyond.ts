import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { decide, type Rules, type Standing } from '../decision/decide.ts';
import type { Denial } from '../decision/denial.ts';

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * An operation with each of its conditions true. With its type's name beside them no selection comes to nothing: so each field below tells its own class,
 * instead of the field above that nothing is left of.
 */
export function unconditional(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? null : undefined),
    SelectionSet: { leave: (set) => ({ ...set, selections: [...set.selections, TYPENAME] }) },
  });
}

/** What a valid operation asks beyond a ground, whatever its conditions and variables are; none where it fits the ground's view of the graph. @throws OPERATION_TOO_LARGE */
export function beyond(
  rules: Rules,
  { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  standing: Standing,
): readonly Denial[] {
  const asking = {
    document: unconditional(document),
    operationName: operation.name?.value,
    variables: {},
  };
  return decide(rules, asking, standing).denials;
}
