import type { GraphQLArgument } from 'graphql';
import type { Random } from './random.ts';

/** Names by which a client's variable could meet what a planner sends, or what gateways make of variables. */
const NAMES = [
  'representations',
  'id',
  'code',
  'innerKey',
  'grant',
  'c_variable_id',
  'first',
  'if',
  'constructor',
  'toString',
];

type Variable = { readonly type: string; readonly default: string | null; readonly value: unknown };

const ABSENT: unique symbol = Symbol('absent');

/** Argument values of one document: literals, and variables with a value, a default or neither. */
export class Values {
  readonly #random: Random;
  readonly #variables = new Map<string, Variable>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Arguments in brackets; nothing where none is given. */
  arguments(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((argument) => {
      const type = String(argument.type);
      const isNeeded = type.endsWith('!') && argument.defaultValue === undefined;
      return isNeeded || this.#random.chance(60) ? [`${argument.name}: ${this.#value(type)}`] : [];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** What stands in `if:`. */
  condition(): string {
    if (this.#random.chance(30)) return String(this.#random.chance(50));
    return this.#variable('Boolean!');
  }

  /** The definitions of the variables that a text uses. */
  definitions(text: string): string {
    const used = [...this.#variables].filter(([name]) => uses(text, name));
    const written = used.map(
      ([name, { type, default: value }]) => `$${name}: ${type}${value === null ? '' : ` = ${value}`}`,
    );
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  /** What the request gives for the variables that a text uses. */
  given(text: string): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#variables]
        .filter(([name, { value }]) => value !== ABSENT && uses(text, name))
        .map(([name, { value }]) => [name, value]),
    );
  }

  #value(type: string): string {
    if (this.#random.chance(45)) return this.#variable(type);
    if (type === 'Filter' && this.#random.chance(40))
      return `{of: ${this.#variable('Int')}, not: ${this.#value('Filter')}}`;
    if (type === '[Int!]' && this.#random.chance(40)) return `[1, ${this.#variable('Int!')}]`;
    return this.#literal(type);
  }

  #variable(type: string): string {
    const known = [...this.#variables].filter(([, variable]) => variable.type === type);
    if (known.length > 0 && this.#random.chance(50)) return `$${this.#random.pick(known)[0]}`;
    const [free] = this.#random.shuffled(NAMES).filter((name) => !this.#variables.has(name));
    const name = free ?? `v${this.#variables.size}`;
    const kind = this.#random.below(3);
    const value = kind === 0 && !type.endsWith('!') ? ABSENT : this.#json(type);
    const byDefault = kind === 1;
    this.#variables.set(name, {
      type,
      default: byDefault ? this.#literal(type) : null,
      value: byDefault && this.#random.chance(50) ? ABSENT : value,
    });
    return `$${name}`;
  }

  #literal(type: string): string {
    return written(this.#json(type), type);
  }

  #json(type: string): unknown {
    if (!type.endsWith('!') && this.#random.chance(10)) return null;
    const bare = type.replace(/!$/, '');
    if (bare.startsWith('['))
      return Array.from({ length: this.#random.below(3) }, () => this.#random.below(5));
    if (bare === 'Int') return this.#random.below(5);
    if (bare === 'Boolean') return this.#random.chance(50);
    if (bare === 'ID') return this.#random.pick(['1', 'id:Person/0', 'none']);
    if (bare === 'Colour') return this.#random.pick(['RED', 'GREEN', 'BLUE']);
    if (bare !== 'Filter') return this.#random.pick(['one', 'two "quoted"']);
    return {
      ...(this.#random.chance(50) && { of: this.#json('Int') }),
      ...(this.#random.chance(50) && { like: this.#json('Colour') }),
      ...(this.#random.chance(20) && { not: { of: 1 } }),
    };
  }
}

function uses(text: string, name: string): boolean {
  return new RegExp(`\\$${name}\\b`).test(text);
}

/** JSON as a literal of a document. */
function written(value: unknown, type: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => written(item, 'Int')).join(', ')}]`;
  if (type.startsWith('Colour') && typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, part]) =>
      `${name}: ${written(part, name === 'like' ? 'Colour' : name === 'not' ? 'Filter' : 'Int')}`,
  );
  return `{${fields.join(', ')}}`;
}
