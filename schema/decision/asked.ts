import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { RegistryError } from '../errors.ts';

/** A value as the request gives it: by a literal of the document, or by the JSON of the variables. */
export type Given = { readonly literal: ValueNode } | { readonly json: unknown };

/** One operation as it is asked: with its fragments and its variables. Every name is looked up as a name, never as a property. */
export type Asked = {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What a variable stands for in this request; null where nothing was given and nothing is the default. */
  variable(name: string): Given | null;
};

/** Finds the operation by name, or the only one. Throws `OPERATION_RESOLUTION_FAILURE`. */
export function askedOf(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): Asked {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named =
    operationName == null ? operations : operations.filter((node) => node.name?.value === operationName);
  const [operation, ...others] = named;
  if (operation === undefined || others.length > 0)
    throw new RegistryError(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has several operations, or not the one named.',
    );

  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const defaults = new Map(
    operation.variableDefinitions?.map((node) => [node.variable.name.value, node.defaultValue]),
  );
  return {
    operation,
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
    variable: (name) => {
      const json = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (json !== undefined) return { json };
      const literal = defaults.get(name);
      return literal === undefined ? null : { literal };
    },
  };
}

/** Whether a selection is asked for at all, and its directives without the conditions that this request has met. */
export type Condition = { readonly included: boolean; readonly directives: readonly DirectiveNode[] };

/**
 * Evaluates `@skip` and `@include`. A condition that is no Boolean is left where it stands, and its selection judged as included: whoever
 * executes the operation will refuse it, and until then nothing is taken on trust.
 */
export function conditionOf(directives: readonly DirectiveNode[] | undefined, asked: Asked): Condition {
  let included = true;
  const left: DirectiveNode[] = [];
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    const met = name === 'skip' || name === 'include' ? truthOf(directive, asked) : null;
    if (met === null) left.push(directive);
    else if (met === (name === 'skip')) included = false;
  }
  return { included, directives: left };
}

function truthOf(directive: DirectiveNode, asked: Asked): boolean | null {
  const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
  const given =
    value?.kind === Kind.VARIABLE ? asked.variable(value.name.value) : value && { literal: value };
  if (given == null) return null;
  if ('json' in given) return typeof given.json === 'boolean' ? given.json : null;
  return given.literal.kind === Kind.BOOLEAN ? given.literal.value : null;
}
