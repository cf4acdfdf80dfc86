import fc from 'fast-check';
import {
  buildASTSchema,
  type DocumentNode,
  executeSync,
  type GraphQLResolveInfo,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { supergraphOf } from '../access/testing.ts';
import { authorizeOperation, buildAccess } from './authorize-operation.ts';

const TYPES = `
type Query { face: Face, faces: [Face!], any: Any, a: A, b: B @policy(policies: [["p2"]]), d: D, x: Int, y: Int @policy(policies: [["p1"]]) }
interface Face { id: Int, name: Int, kin: Face, any: Any }
interface Sub implements Face { id: Int, name: Int, kin: Face, any: Any, sub: Int }
type A implements Face { id: Int, name: Int @policy(policies: [["p1"]]), kin: B, any: Any }
type B implements Face & Sub { id: Int!, name: Int, kin: Face @policy(policies: [["p2"]]), any: Any, sub: Int, only: Int }
type C implements Face & Sub @policy(policies: [["p3"]]) { id: Int, name: Int, kin: C, any: D, sub: Int @policy(policies: [["p1"]]) }
type D { only: Int @policy(policies: [["p1"]]), face: Face, any: Any, id: Int }
union Any = B | C | D`;
const TYPE_RULES: Record<string, string> = { C: 'p3' };
const FIELD_RULES: Record<string, string> = {
  'Query.b': 'p2',
  'Query.y': 'p1',
  'A.name': 'p1',
  'B.kin': 'p2',
  'C.sub': 'p1',
  'D.only': 'p1',
};

const VARIABLES = { yes: true, no: false };

const SDL = supergraphOf(TYPES);
const SCHEMA = buildASTSchema(parse(SDL), { assumeValidSDL: true });
const ACCESS = buildAccess(SDL, { unmarked: 'open' });

/** The rules once more, from the two tables above. */
function isOpen(type: string, field: string, policies: ReadonlySet<string>): boolean {
  const holds = (rule: string | undefined): boolean => rule === undefined || policies.has(rule);
  if (!holds(TYPE_RULES[type]) || !holds(FIELD_RULES[`${type}.${field}`])) return false;
  const parent = SCHEMA.getType(type);
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined;
  if (definition === undefined) return field === '__typename';
  const returned = getNamedType(definition.type);
  const behind = isAbstractType(returned)
    ? SCHEMA.getPossibleTypes(returned).map(({ name }) => name)
    : [returned.name];
  return behind.some((name) => holds(TYPE_RULES[name]));
}

/** What execution met: by response path, which field of which type was resolved, and of which type the object there is. */
type Run = {
  readonly data: unknown;
  readonly fields: Map<string, string>;
  readonly objects: Map<string, string>;
};

type Path = GraphQLResolveInfo['path'] | undefined;

function textOf(path: Path): string {
  return path === undefined ? '' : `${textOf(path.prev)}/${path.key}`;
}

/** Executes in a world where every value follows from its response path and the seed, so that two operations meet the same objects. */
function run(document: DocumentNode, seed: number): Run {
  const fields = new Map<string, string>();
  const objects = new Map<string, string>([['', 'Query']]);
  const numberAt = (path: string): number =>
    [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, seed);
  const objectAt = (path: string, info: GraphQLResolveInfo): object => {
    const returned = getNamedType(info.returnType);
    const possible = isAbstractType(returned) ? SCHEMA.getPossibleTypes(returned) : [returned];
    const name = possible[numberAt(path) % possible.length]?.name ?? '';
    objects.set(path, name);
    return { __typename: name };
  };
  const { data, errors } = executeSync({
    schema: SCHEMA,
    document,
    variableValues: VARIABLES,
    fieldResolver: (_source, _arguments, _context, info) => {
      const path = textOf(info.path);
      fields.set(path, `${info.parentType.name}.${info.fieldName}`);
      if (isLeafType(getNamedType(info.returnType))) return numberAt(path);
      return isListType(info.returnType)
        ? [0, 1].map((index) => objectAt(`${path}/${index}`, info))
        : objectAt(path, info);
    },
  });
  if (errors !== undefined) throw errors[0];
  return { data, fields, objects };
}

/** Every leaf of an answer: its path, and the coordinates from the root down to it by path. */
function leavesOf({ data, fields, objects }: Run): Map<string, Map<string, string>> {
  const leaves = new Map<string, Map<string, string>>();
  const walk = (value: unknown, path: string, way: Map<string, string>): void => {
    if (typeof value !== 'object' || value === null) return void leaves.set(path, way);
    for (const [key, child] of Object.entries(value)) {
      const here = `${path}/${key}`;
      const coordinate =
        fields.get(here) ?? (Array.isArray(value) ? undefined : `${objects.get(path)}.__typename`);
      walk(
        child,
        here,
        coordinate === undefined ? way : new Map([...way, [here.replace(/\/\d+/g, ''), coordinate]]),
      );
    }
  };
  walk(data, '', new Map());
  return leaves;
}

const CONDITIONS = ['', '', '', '', ' @skip(if: true)', ' @include(if: $no)', ' @include(if: $yes)'];
const FRAGMENTS: readonly string[] = ['Face', 'B', 'Any', 'Sub'];
const NAMED = ['A', 'B', 'C', 'D', 'Face', 'Sub', 'Any'];

/** Writes an operation by following a tape of numbers, so that a shorter tape is a smaller operation. */
class Writer {
  #place = 0;
  readonly #tape: readonly number[];

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  operation(): string {
    const root = this.#set('Query', 4, 0);
    // A fragment spreads only those that come later, so that none is a cycle.
    const fragments = FRAGMENTS.map(
      (type, index) => `fragment F${index} on ${type} ${this.#set(type, 3, index + 1)}`,
    );
    return `query ($yes: Boolean!, $no: Boolean!) ${root} ${fragments.join(' ')}`;
  }

  #set(type: string, depth: number, from: number): string {
    const count = 1 + (this.#next() % 4);
    return `{ ${Array.from({ length: count }, () => this.#selection(type, depth, from)).join(' ')} }`;
  }

  #selection(name: string, depth: number, from: number): string {
    const type = SCHEMA.getType(name);
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const on = NAMED.filter((other) => overlap(name, other));
    const later = FRAGMENTS.flatMap((other, index) =>
      index >= from && overlap(name, other) ? [`...F${index}`] : [],
    );
    const choices = [...fields, ...fields, ...(depth > 0 ? [...on, ...later, '...'] : []), '__typename'];
    const choice = choices[this.#next() % choices.length] ?? '__typename';
    const condition = CONDITIONS[this.#next() % CONDITIONS.length] ?? '';
    if (typeof choice === 'string') return this.#fragment(choice, condition, name, depth, from);
    const key = this.#next() % 4 === 0 ? `${choice.name}2: ` : '';
    const returned = getNamedType(choice.type);
    if (isLeafType(returned)) return `${key}${choice.name}${condition}`;
    const below = depth > 0 ? this.#set(returned.name, depth - 1, from) : '{ __typename }';
    return `${key}${choice.name}${condition} ${below}`;
  }

  #fragment(choice: string, condition: string, name: string, depth: number, from: number): string {
    if (choice === '__typename' || choice.startsWith('...F')) return `${choice}${condition}`;
    if (choice === '...') return `...${condition} ${this.#set(name, depth - 1, from)}`;
    return `... on ${choice}${condition} ${this.#set(choice, depth - 1, from)}`;
  }

  #next(): number {
    this.#place += 1;
    return this.#tape[this.#place - 1] ?? 0;
  }
}

function overlap(one: string, other: string): boolean {
  const possible = ACCESS.possible.get(other) ?? [];
  return (ACCESS.possible.get(one) ?? []).some((name) => possible.includes(name));
}

const operation = fc
  .array(fc.nat(999), { minLength: 10, maxLength: 150, size: 'max' })
  .map((tape) => new Writer(tape).operation())
  .filter((text) => isValid(parse(text)));

/** Unused fragments and variables do no harm here; everything else must be valid. */
function isValid(document: DocumentNode): boolean {
  return validate(SCHEMA, document).every(({ message }) => message.endsWith('is never used.'));
}

/** The coordinates on the way to a leaf that these rights do not open. */
function closedOn(way: ReadonlyMap<string, string>, policies: ReadonlySet<string>): string[] {
  return [...way.values()].filter((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    return !isOpen(type, field, policies);
  });
}

function lastOf(way: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...way].slice(-1));
}

test('nothing closed is fetched, nothing open is lost, and whatever is missing is told', () => {
  const policies = fc.subarray(['p1', 'p2', 'p3']).map((names) => new Set(names));
  fc.assert(
    fc.property(operation, policies, fc.nat(9999), (text, held, seed) => {
      const document = parse(text);
      const rights = { authenticated: false, scopes: new Set<string>(), policies: held };
      const authorized = authorizeOperation(ACCESS, { document, variables: VARIABLES, rights });
      const all = leavesOf(run(document, seed));
      const open = authorized.document === null ? new Map() : leavesOf(run(authorized.document, seed));
      const told = new Set(
        authorized.denied.map(({ path, coordinate }) => `/${path.join('/')} ${coordinate}`),
      );
      const isTold = (way: ReadonlyMap<string, string>) =>
        [...way].some(([place, coordinate]) => told.has(`${place} ${coordinate}`));

      expect(authorized.document === null || isValid(authorized.document)).toBe(true);
      expect(told.size).toBe(authorized.denied.length);
      for (const way of open.values()) expect(closedOn(way, held)).toEqual([]);
      for (const path of open.keys()) expect(all.has(path), path).toBe(true);
      for (const [path, way] of all) {
        const isClosed = closedOn(way, held).length > 0;
        expect(open.has(path), path).toBe(!isClosed);
        // A field met on another way may be told at the same place, never the open leaf itself.
        expect(isTold(isClosed ? way : lastOf(way)), path).toBe(isClosed);
      }
    }),
    { numRuns: 300 },
  );
});
