import {
  type ArgumentModel,
  type FaceModel,
  type FieldModel,
  faceFieldsAt,
  facesOf,
  type GraphModel,
  type ObjectModel,
  type Placing,
  RENAMED,
} from './model.ts';
import type { Clause, Rule } from './rule.ts';
import { FILTER, referenceText } from './words.ts';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const IMPORTS = ['@key', '@shareable', '@external', '@requires', '@provides', '@interfaceObject'];

/** The SDL of one subgraph, as its team would write it. */
export function subgraphSdl(graph: GraphModel, subgraph: number): string {
  return new Writer(graph, subgraph).text();
}

class Writer {
  readonly #graph: GraphModel;
  readonly #subgraph: number;
  #takesFilter = false;

  constructor(graph: GraphModel, subgraph: number) {
    this.#graph = graph;
    this.#subgraph = subgraph;
  }

  text(): string {
    const { objects, query, faces, unions, leaves } = this.#graph;
    const here = <One extends { at: { has(subgraph: number): boolean } }>(all: Iterable<One>) =>
      [...all].filter(({ at }) => at.has(this.#subgraph));
    const parts = [
      this.#link(),
      ...here([...objects.values(), query]).map((type) => this.#object(type)),
      ...here(faces.values()).map((face) => this.#face(face)),
      ...here(unions.values()).map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
      ...here(leaves.values()).map(({ name, values, at }) => {
        const rule = this.#rule(at.get(this.#subgraph) ?? []);
        return values === null ? `scalar ${name}${rule}` : `enum ${name}${rule} { ${values.join(' ')} }`;
      }),
    ];
    if (this.#takesFilter) parts.push(`input Filter { ${FILTER.map(argumentText).join(' ')} }`);
    return `${parts.join('\n')}\n`;
  }

  #link(): string {
    const imports = [
      ...IMPORTS.map((name) => `"${name}"`),
      ...RENAMED.map((name) => {
        const local = this.#graph.directives[name];
        return local === name ? `"@${name}"` : `{ name: "@${name}", as: "@${local}" }`;
      }),
    ];
    return `extend schema @link(url: "${FEDERATION}", import: [${imports.join(', ')}])`;
  }

  #object(type: ObjectModel): string {
    const placing = type.at.get(this.#subgraph);
    const faces = facesOf(this.#graph, type.name).filter(({ at }) => at.has(this.#subgraph));
    const implemented = faces.length === 0 ? '' : ` implements ${faces.map(({ name }) => name).join(' & ')}`;
    const keys = (placing?.keys ?? []).map((key) => ` @key(fields: "${key.join(' ')}")`).join('');
    const isValue = type.keys.length === 0 && type.name !== 'Query';
    const fields = this.#fields(type.fields.values(), isValue);
    if (fields.length === 0) return '';
    return `type ${type.name}${implemented}${keys}${this.#rule(placing?.rule ?? [])} {\n${fields.join('\n')}\n}`;
  }

  #face(face: FaceModel): string {
    if (face.object?.objectAt === this.#subgraph) {
      const fields = ['  id: ID!', ...this.#fields(face.objectFields.values(), false)];
      return `type ${face.name} @key(fields: "id") @interfaceObject {\n${fields.join('\n')}\n}`;
    }
    const names = faceFieldsAt(this.#graph, face, this.#subgraph);
    const key = face.object?.keyedAt === this.#subgraph ? ' @key(fields: "id")' : '';
    const fields = names.map((name) => {
      const field = face.fields.get(name);
      return field === undefined ? '' : `  ${this.#signature(name, field)}`;
    });
    const parents = face.parents.length === 0 ? '' : ` implements ${face.parents.join(' & ')}`;
    return `interface ${face.name}${parents}${key} {\n${fields.join('\n')}\n}`;
  }

  #fields(fields: Iterable<FieldModel>, isValue: boolean): string[] {
    return [...fields].flatMap((field) => {
      const placing = field.at.get(this.#subgraph);
      if (placing === undefined) return [];
      const shareable = isValue || (field.shared && !placing.external);
      return [`  ${this.#signature(field.name, field)}${this.#marks(field, placing, shareable)}`];
    });
  }

  #marks(
    { hidden }: FieldModel,
    { external, requires, provides, rule }: Placing,
    shareable: boolean,
  ): string {
    const marks = [
      external ? ' @external' : '',
      shareable ? ' @shareable' : '',
      requires === null ? '' : ` @requires(fields: "${requires}")`,
      provides === null ? '' : ` @provides(fields: "${provides}")`,
      hidden && !external ? ` @${this.#graph.directives.inaccessible}` : '',
    ];
    return `${marks.join('')}${this.#rule(rule)}`;
  }

  #signature(name: string, { type, args }: Pick<FieldModel, 'type' | 'args'>): string {
    if (args.some((argument) => argument.type.includes('Filter'))) this.#takesFilter = true;
    return `${name}${argumentsText(args)}: ${referenceText(type)}`;
  }

  #rule(rule: Rule): string {
    return rule.map((clause) => ` ${clauseText(clause, this.#graph)}`).join('');
  }
}

function clauseText(clause: Clause, { directives }: GraphModel): string {
  if (clause.kind === 'authenticated') return `@${directives.authenticated}`;
  const argument = clause.kind === 'policy' ? 'policies' : 'scopes';
  return `@${directives[clause.kind]}(${argument}: ${JSON.stringify(clause.anyOf)})`;
}

/** Arguments as SDL writes them, with their brackets; nothing where there are none. */
export function argumentsText(args: readonly ArgumentModel[]): string {
  return args.length === 0 ? '' : `(${args.map(argumentText).join(', ')})`;
}

/** One argument or input field as SDL writes it. */
export function argumentText({ name, type, default: value }: ArgumentModel): string {
  return `${name}: ${type}${value === null ? '' : ` = ${value}`}`;
}
