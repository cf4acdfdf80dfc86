import { disguise } from '@seisi/gateway/plan/disguise';
import { makePlanner } from '@seisi/gateway/plan/planner';
import { type LoadedSupergraph, loadSupergraph } from '@seisi/gateway/plan/supergraph';
import { authorizeOperation } from '@seisi/schema/decision/authorize-operation';
import {
  type FieldNode,
  getOperationAST,
  getVariableValues,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GatewayRequest } from './adapter.ts';

/** What the planner is known to throw on valid operations, and the name under which it is counted. Anything else is a failure. */
const THROWN: readonly (readonly [string, string])[] = [
  ['We should have an edge from', 'planner throws: a fragment that an interface object cannot know'],
  ['would create a cycle', 'planner throws: its own fetches wait for one another'],
  ['in too many ways', 'planner is stopped: too many ways to reach one field'],
];

/** Asks the stock planner alone, to tell its limits from faults of the gateway. */
export class Limits {
  readonly #supergraphSdl: string;
  #loaded: LoadedSupergraph | undefined;

  constructor(supergraphSdl: string) {
    this.#supergraphSdl = supergraphSdl;
  }

  /**
   * The planner fetches one field only where several types ask an interface object for different ones by the same response key: of
   * `... on A { x(of: 1) } ... on B { x(of: 2) }` it drops one, and both get the other's value.
   */
  merging({ query }: GatewayRequest): string | null {
    this.#loaded ??= loadSupergraph(this.#supergraphSdl, { unmarked: 'open' });
    const { apiSchema } = this.#loaded;
    const faces = interfaceObjects(this.#supergraphSdl)
      .map((name) => apiSchema.getType(name))
      .filter(isInterfaceType);
    const asked = new Map<string, string>();
    let isMixed = false;
    const types = new TypeInfo(apiSchema);
    const Field = (node: FieldNode): void => {
      const parent = types.getParentType();
      const name = node.name.value;
      const isTheirs = faces.some(
        (face) =>
          face.getFields()[name] !== undefined &&
          (face === parent || (isObjectType(parent) && apiSchema.isSubType(face, parent))),
      );
      if (!isTheirs) return;
      const key = node.alias?.value ?? name;
      const meaning = `${name} ${(node.arguments ?? []).map(print).toSorted()}`;
      isMixed ||= (asked.get(key) ?? meaning) !== meaning;
      asked.set(key, meaning);
    };
    visit(parse(query), visitWithTypeInfo(types, { Field }));
    return isMixed ? 'planner: one response key with two meanings on an interface object' : null;
  }

  /** The known complaint of the planner about what is open of an operation; null where it plans, or where its complaint is not known. */
  planning(request: GatewayRequest): string | null {
    try {
      this.#plan(request);
      return null;
    } catch (error) {
      return THROWN.find(([message]) => String(error).includes(message))?.[1] ?? null;
    }
  }

  /** Plans what is open of an operation. Throws what the planner throws. */
  #plan({ query, operationName, variables: given, rights }: GatewayRequest): void {
    this.#loaded ??= loadSupergraph(this.#supergraphSdl, { unmarked: 'open' });
    const { access, apiSchema } = this.#loaded;
    const document = parse(query);
    const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    const variables = getVariableValues(apiSchema, definitions, given).coerced ?? {};
    const held = {
      authenticated: rights.authenticated,
      scopes: new Set(rights.scopes),
      policies: new Set(rights.policies),
    };
    const open = authorizeOperation(access, { document, operationName, variables, rights: held }).document;
    if (open === null) return;
    const disguised = disguise(open, variables, { schema: apiSchema, vouching: new Map() });
    makePlanner(this.#loaded)(disguised);
  }
}

/** The interfaces that some subgraph knows as one object, by the supergraph's join directives. */
function interfaceObjects(sdl: string): string[] {
  return [...sdl.matchAll(/^interface (\w+)[^{]*isInterfaceObject: true/gm)].map(([, name = '']) => name);
}
