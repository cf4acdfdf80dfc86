import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Question } from '../oracle/oracle.ts';
import { ALIASES, FRAGMENTS, VARIABLES } from './nasty-names.ts';

/** Values that mean something for an argument, by coordinate or by the name of its type. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

/** The pool of places in lists, for every `after`. */
export const CURSORS = 'Cursor';

const DEEPEST = 7;
const MOST_FIELDS = 90;
/** Fields that lead to subjects are asked more often than reference data. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'Query.household': 16,
  'Query.person': 12,
  'Query.households': 6,
  'Query.householdByRegistration': 6,
  'Query.application': 8,
  'Query.applicationFiles': 6,
  'Query.referral': 8,
  'Query.referralFiles': 6,
  'Query.viewer': 4,
  'ReferralFile.subject': 3,
  'Household.members': 3,
};

/**
 * Makes one question to this graph: aliases, fragments, conditions and variables as clients should never write them. Not always valid.
 * Every choice takes the next number of the tape, and the plainest one after its end, so that a shorter tape is a smaller question.
 */
export function randomQuestion(tape: readonly number[], schema: GraphQLSchema, pools: Pools): Question {
  return new Maker(tape, schema, pools).operation('query', schema.getQueryType()!);
}

/** The same of acts: a mutation with random input, fields of its payload, and other acts beside it. */
export function randomAct(tape: readonly number[], schema: GraphQLSchema, pools: Pools): Question {
  return new Maker(tape, schema, pools).operation('mutation', schema.getMutationType()!);
}

class Maker {
  readonly #tape: readonly number[];
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;
  readonly #fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  readonly #definitions: string[] = [];
  readonly #values = new Map<string, unknown>();
  #fields = 0;
  #place = 0;

  constructor(tape: readonly number[], schema: GraphQLSchema, pools: Pools) {
    this.#tape = tape;
    this.#schema = schema;
    this.#pools = pools;
  }

  operation(kind: 'query' | 'mutation', root: GraphQLNamedType): Question {
    const set = this.#set(root, 0);
    const definitions = this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return {
      query: [`${kind} Random${definitions} ${set}`, ...fragments].join('\n'),
      // Object.fromEntries makes an own property even of `__proto__`.
      variables: Object.fromEntries(this.#values),
    };
  }

  /** The next number, from 0 to one less than so many. */
  #draw(count: number): number {
    const number = this.#tape[this.#place] ?? 0;
    this.#place += 1;
    return number % count;
  }

  #chance(percent: number): boolean {
    return this.#draw(100) >= 100 - percent;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#draw(items.length)]!;
  }

  #set(type: GraphQLNamedType, depth: number): string {
    const count = 1 + this.#draw(depth === 0 ? 3 : 5);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${selections.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const die = this.#draw(100);
    if (depth === 0 || die < 72) return this.#field(type, depth);
    if (die < 78) return this.#leaves(type);
    return die < 88 ? this.#spread(type, depth) : this.#inline(type, depth);
  }

  #inline(type: GraphQLNamedType, depth: number): string {
    const condition = this.#chance(30) ? null : this.#condition(type);
    const on = condition === null ? '' : ` on ${condition.name}`;
    return `...${on}${this.#directives()} ${this.#set(condition ?? type, depth)}`;
  }

  #spread(type: GraphQLNamedType, depth: number): string {
    const known = this.#fragments.filter((fragment) => fragment.type === type.name);
    if (known.length > 0 && this.#chance(40)) return `...${this.#pick(known).name}${this.#directives()}`;
    const condition = this.#condition(type);
    const text = this.#set(condition, depth);
    const name = `${this.#pick(FRAGMENTS)}_${this.#fragments.length}`;
    this.#fragments.push({ name, type: condition.name, text });
    return `...${name}${this.#directives()}`;
  }

  /** A type that objects of this one can be: itself, one of its own, or a union that holds it. */
  #condition(type: GraphQLNamedType): GraphQLNamedType {
    const wider = Object.values(this.#schema.getTypeMap()).filter(
      (other) => isUnionType(other) && isObjectType(type) && this.#schema.isSubType(other, type),
    );
    const narrower = isUnionType(type) ? type.getTypes() : [];
    return this.#pick([type, ...wider, ...narrower]);
  }

  /** Every leaf of a type at once. */
  #leaves(type: GraphQLNamedType): string {
    if (!isObjectType(type) || type === this.#schema.getQueryType()) return '__typename';
    const leaves = Object.values(type.getFields()).filter((field) => !isComposite(field));
    const plain = leaves.filter(({ args }) => args.length === 0).map(({ name }) => name);
    this.#fields += plain.length;
    return ['__typename', ...plain].join(' ');
  }

  #field(type: GraphQLNamedType, depth: number): string {
    if (!isObjectType(type) || this.#chance(6)) return `${this.#alias(5)}__typename${this.#directives()}`;
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => !isComposite(field));
    const links = all.filter(isComposite);
    this.#fields += 1;
    const isDeep = depth >= DEEPEST || this.#fields > MOST_FIELDS;
    const goDeeper = !isDeep && links.length > 0 && (leaves.length === 0 || this.#chance(60));
    const choices = goDeeper ? links : leaves;
    if (choices.length === 0) return '__typename';
    const field = this.#pick(choices.flatMap((each) => weighted(type.name, each)));
    const alias = this.#chance(10) ? `${field.name}: ` : this.#alias(field.args.length > 0 ? 70 : 25);
    const below = isComposite(field) ? ` ${this.#set(getNamedType(field.type), depth + 1)}` : '';
    return `${alias}${field.name}${this.#arguments(type.name, field)}${this.#directives()}${below}`;
  }

  #alias(percent: number): string {
    if (!this.#chance(percent)) return '';
    const name = this.#pick(ALIASES);
    return this.#chance(50) ? `${name}: ` : `${name}_${this.#draw(10)}: `;
  }

  #directives(): string {
    if (!this.#chance(12)) return '';
    const name = this.#pick(['skip', 'include']);
    const value = this.#chance(40)
      ? this.#variable('Boolean!', this.#chance(50))
      : String(this.#chance(name === 'skip' ? 30 : 70));
    return ` @${name}(if: ${value})`;
  }

  #arguments(type: string, field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap((argument) => {
      const coordinate = `${type}.${field.name}(${argument.name}:)`;
      // Cursors are asked with only where the pools know some.
      if (argument.name === 'after' && this.#pools[CURSORS] === undefined) return [];
      if (!isNonNullType(argument.type) && !this.#chance(60)) return [];
      return [`${argument.name}: ${this.#value(coordinate, argument)}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** A literal, or a variable of exactly the argument's type, now and then null or not given at all. */
  #value(coordinate: string, { type }: Pick<GraphQLArgument, 'type'>): string {
    const json = !isNonNullType(type) && this.#chance(15) ? null : this.#json(coordinate, type);
    if (!this.#chance(40)) return literal(json, type);
    if (!isNonNullType(type) && this.#chance(20)) return this.#variable(String(type), undefined);
    return this.#variable(String(type), json);
  }

  #json(coordinate: string, type: GraphQLInputType): unknown {
    const named = getNamedType(type);
    const cursors = coordinate.endsWith('(after:)') ? this.#pools[CURSORS] : undefined;
    const pool = cursors ?? this.#pools[coordinate] ?? this.#pools[named.name];
    if (pool !== undefined) return this.#pick(pool);
    if (isEnumType(named)) return this.#pick(named.getValues()).name;
    if (!isInputObjectType(named)) throw new Error(`No values for ${coordinate}.`);
    const fields = Object.values(named.getFields()).filter(
      (field) => isNonNullType(field.type) || this.#chance(35),
    );
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        !isNonNullType(field.type) && this.#chance(10)
          ? null
          : this.#json(`${named.name}.${field.name}`, field.type),
      ]),
    );
  }

  #variable(type: string, json: unknown): string {
    const name = `${this.#pick(VARIABLES)}${this.#values.size + this.#definitions.length}`;
    this.#definitions.push(`$${name}: ${type}`);
    if (json !== undefined) this.#values.set(name, json);
    return `$${name}`;
  }
}

function weighted(type: string, field: GraphQLField<unknown, unknown>): GraphQLField<unknown, unknown>[] {
  return Array.from({ length: WEIGHTS[`${type}.${field.name}`] ?? 1 }, () => field);
}

function isComposite(field: GraphQLField<unknown, unknown>): boolean {
  return isCompositeType(getNamedType(field.type));
}

function literal(json: unknown, type: GraphQLInputType): string {
  if (json === null) return 'null';
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return untyped(json);
  if (isEnumType(inner)) return String(json);
  if (!isInputObjectType(inner)) return untyped(json);
  const parts = Object.entries(json as object).map(
    ([name, value]) => `${name}: ${literal(value, inner.getFields()[name]!.type)}`,
  );
  return `{ ${parts.join(', ')} }`;
}

/** Any JSON as GraphQL writes it: names without quotes. */
function untyped(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(untyped).join(', ')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  return `{ ${Object.entries(json)
    .map(([name, value]) => `${name}: ${untyped(value)}`)
    .join(', ')} }`;
}
