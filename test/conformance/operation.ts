import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { Random } from './random.ts';
import { Values } from './variables.ts';

/** One question as a client sends it. */
export type Question = {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const DEPTH = 4;
const TRIES = 12;

/** Response keys by which clients have tried to meet a planner's own: keys, hidden fields, what planners and gateways add, what objects inherit. */
const ALIASES = [
  'id',
  'code',
  'region',
  'innerKey',
  'innerNote',
  'innerMark',
  'name',
  'grant',
  'representations',
  '_entities',
  '__typename',
  'c_alias_id',
  'c_hidden_id',
  'c_alias_name',
  'name__alias_0',
  'constructor',
  '__proto__',
  'toString',
  'x',
  'y',
] as const;

/** A random operation that is valid for the schema; null where none was found in a dozen tries. */
export function randomQuestion(schema: GraphQLSchema, random: Random): Question | null {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const question = new Composer(schema, random).question();
    if (validate(schema, parse(question.query)).length === 0) return question;
  }
  return null;
}

class Composer {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #values: Values;
  readonly #composites: readonly GraphQLNamedType[];
  readonly #fragments: { readonly type: string; text: string }[] = [];

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
    this.#values = new Values(random);
    this.#composites = Object.values(schema.getTypeMap()).filter(
      (type) => isCompositeType(type) && !type.name.startsWith('__') && type.name !== 'Query',
    );
  }

  question(): Question {
    const query = this.#schema.getQueryType();
    if (query == null) throw new Error('The schema has no queries.');
    const count = this.#random.below(4);
    for (let index = 0; index < count; index += 1) this.#addFragment();
    const main = this.#set(query, DEPTH, this.#random.between(1, 4));
    const others = this.#random.chance(30) ? [this.#set(query, 2, 2)] : [];
    const bodies = [main, ...others].map((text, index) => ({ name: `Q${index}`, text }));
    const fragments = this.#fragments.map(({ type, text }, index) => ({
      name: `F${index}`,
      text: `on ${type} ${text}`,
    }));
    const used = reached(bodies, fragments);
    const operations = bodies.map(
      ({ name, text }) => `query ${name}${this.#values.definitions(used(text))} ${text}`,
    );
    const needed = fragments.filter(({ name }) =>
      bodies.some(({ text }) => used(text).includes(`fragment ${name} `)),
    );
    const texts = [...operations, ...needed.map(({ name, text }) => `fragment ${name} ${text}`)];
    return {
      query: this.#random.shuffled(texts).join('\n'),
      operationName: 'Q0',
      variables: this.#values.given(used(main)),
    };
  }

  /** A fragment spreads only those that were written before it, so that none is a cycle. */
  #addFragment(): void {
    const type = this.#random.pick(this.#composites);
    const text = this.#set(type, 2, this.#random.between(1, 3));
    this.#fragments.push({ type: type.name, text });
  }

  #set(type: GraphQLNamedType, depth: number, count: number): string {
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${selections.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const kind = this.#random.below(20);
    if (kind === 0 || (fields.length === 0 && (kind < 4 || depth === 0))) return this.#typename();
    if (depth > 0 && (kind < 6 || fields.length === 0)) return this.#fragment(type, depth);
    const plain = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    return plain.length === 0 ? this.#typename() : this.#field(this.#random.pick(plain), depth);
  }

  #typename(): string {
    return `${this.#alias(10)}__typename${this.#condition()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const returned = getNamedType(field.type);
    const below = isCompositeType(returned)
      ? ` ${this.#set(returned, depth - 1, this.#random.between(1, 4))}`
      : '';
    return `${this.#alias(30)}${field.name}${this.#values.arguments(field.args)}${this.#condition()}${below}`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const fitting = this.#composites.filter((other) => this.#overlap(type, other));
    const named = this.#fragments.flatMap((fragment, index) =>
      fitting.some(({ name }) => name === fragment.type) ? [index] : [],
    );
    if (named.length > 0 && this.#random.chance(50))
      return `...F${this.#random.pick(named)}${this.#condition()}`;
    const count = this.#random.between(1, 3);
    const on = this.#random.chance(20) || fitting.length === 0 ? undefined : this.#random.pick(fitting);
    const condition = on === undefined ? '' : ` on ${on.name}`;
    return `...${condition}${this.#condition()} ${this.#set(on ?? type, depth - 1, count)}`;
  }

  #alias(percent: number): string {
    return this.#random.chance(percent) ? `${this.#random.pick(ALIASES)}: ` : '';
  }

  #condition(): string {
    const kind = this.#random.below(16);
    if (kind > 2) return '';
    const directive = this.#random.chance(50) ? 'skip' : 'include';
    const both =
      kind === 2 ? ` @${directive === 'skip' ? 'include' : 'skip'}(if: ${this.#values.condition()})` : '';
    return ` @${directive}(if: ${this.#values.condition()})${both}`;
  }

  #overlap(one: GraphQLNamedType, other: GraphQLNamedType): boolean {
    const possible = (type: GraphQLNamedType) =>
      isAbstractType(type) ? this.#schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
    return possible(one).some((name) => possible(other).includes(name));
  }
}

type Named = { readonly name: string; readonly text: string };

/** Gives all text that an operation reaches: its own and that of its fragments. */
function reached(operations: readonly Named[], fragments: readonly Named[]): (text: string) => string {
  const known = new Map<string, string>();
  const textOf = (text: string): string => {
    const spread = fragments.filter(({ name }) => new RegExp(`\\.\\.\\.${name}\\b`).test(text));
    return [text, ...spread.map((one) => `fragment ${one.name} ${textOf(one.text)}`)].join('\n');
  };
  for (const { text } of operations) known.set(text, textOf(text));
  return (text) => known.get(text) ?? textOf(text);
}
