import { plannedAlias } from '@seisi/gateway/names';
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
import type { GatewayAnswer, GatewayError, GatewayRequest } from './adapter.ts';
import { type Path, type Plan, tooEarly } from './late-parts.ts';
import { neededOfSome } from './parts-of-some.ts';

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

  /**
   * The planner asks for some fields before what their `@requires` needs is there, or of objects for which nobody fetched it. Holds where all that is wrong
   * follows from values that are unknown, and each stands where the plan does so.
   */
  requiring(request: GatewayRequest, { errors }: GatewayAnswer, faults: readonly string[]): string | null {
    const unknown = errors.filter(({ extensions }) => extensions?.['code'] === 'SOURCE_UNAVAILABLE');
    const isOfUnknown = (fault: string): boolean =>
      isLessAt(unknown, fault) || unknown.some((error) => fault.includes(JSON.stringify(error)));
    if (unknown.length === 0 || !faults.every(isOfUnknown)) return null;
    const plan = this.#planOf(request);
    if (plan === null) return null;
    const holds = (planned: readonly Path[]): boolean =>
      unknown.every((error) => planned.some((path) => standsAt(error, path)));
    const early = tooEarly(plan);
    if (holds(early)) return 'planner: a field is asked for before what it requires';
    return holds([...early, ...neededOfSome(plan)])
      ? 'planner: a field is asked of all objects by what was fetched for some'
      : null;
  }

  /** The known complaint of the planner about what is open of an operation; null where it plans, or where its complaint is not known. */
  planning(request: GatewayRequest): string | null {
    try {
      this.#planOf(request);
      return null;
    } catch (error) {
      return THROWN.find(([message]) => String(error).includes(message))?.[1] ?? null;
    }
  }

  /** The plan of what is open of an operation; null where nothing is. Throws what the planner throws. */
  #planOf({ query, operationName, variables: given, rights }: GatewayRequest): Plan | null {
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
    if (open === null) return null;
    const disguised = disguise(open, variables, { schema: apiSchema, vouching: new Map() });
    return makePlanner(this.#loaded)(disguised);
  }
}

/** Whether a fault of the data is that some are missing, and each where an error stands at it or below. */
function isLessAt(errors: readonly GatewayError[], fault: string): boolean {
  const [, is, should] = /^data: is (.*), should be (.*)$/s.exec(fault) ?? [];
  if (is === undefined || should === undefined) return false;
  const isLess = (less: unknown, whole: unknown, path: readonly string[]): boolean => {
    if (less === null)
      return (
        whole === null || errors.some((error) => path.every((step, at) => step === `${error.path?.[at]}`))
      );
    if (typeof less !== 'object' || typeof whole !== 'object' || whole === null) return less === whole;
    const keys = Object.keys(whole);
    if (keys.length !== Object.keys(less).length) return false;
    return keys.every((key) => isLess(Reflect.get(less, key), Reflect.get(whole, key), [...path, key]));
  };
  return isLess(JSON.parse(is), JSON.parse(should), []);
}

/** Whether an error of the answer stands at a path of the plan: `@` is any place of a list, a client's alias has its planned name. */
function standsAt({ path }: GatewayError, planned: Path): boolean {
  if (path?.length !== planned.length) return false;
  return planned.every((step, index) => {
    const key = path[index];
    return typeof key === 'number' ? step === '@' : step === key || step === plannedAlias(String(key));
  });
}

/** The interfaces that some subgraph knows as one object, by the supergraph's join directives. */
function interfaceObjects(sdl: string): string[] {
  return [...sdl.matchAll(/^interface (\w+)[^{]*isInterfaceObject: true/gm)].map(([, name = '']) => name);
}
