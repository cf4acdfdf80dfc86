import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLInputField,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { isDataClass } from '../classes.ts';
import { type Field, type Finding, type Graph, reachable } from './graph.ts';
import { tagsOf } from './marks.ts';

/** These four name, page or translate; they filter by no fact about a subject. */
const NEUTRAL: ReadonlySet<string> = new Set(['id', 'first', 'after', 'language']);

/** Every argument by which subjects or their records are chosen says its class, so that a filter tells no more than the field would (access §2). */
export function argumentsSayTheirClass(graph: Graph): Finding[] {
  const inputs = new Map<string, Finding>();
  for (const field of graph.fields.filter((each) => !each.marks.hidden && isAboutSubjects(graph, each))) {
    for (const argument of field.definition.args)
      collect(argument, `${field.coordinate}(${argument.name}:)`, inputs, new Set());
  }
  return [...inputs.values()];
}

function isAboutSubjects(graph: Graph, field: Field): boolean {
  if (graph.reference.has(field.owner.name)) return false;
  if (graph.below.has(field.owner.name)) return true;
  const results = reachable(graph.schema, graph.fields, [field.result.name]);
  return [...graph.subjects, ...graph.files].some((name) => results.has(name));
}

function collect(
  input: GraphQLArgument | GraphQLInputField,
  coordinate: string,
  findings: Map<string, Finding>,
  seen: Set<string>,
): void {
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) {
    const message = NEUTRAL.has(input.name) ? null : fault(input.astNode);
    if (message !== null) findings.set(coordinate, { coordinate, message });
    return;
  }
  if (seen.has(type.name)) return;
  seen.add(type.name);
  for (const field of Object.values(type.getFields()))
    collect(field, `${type.name}.${field.name}`, findings, seen);
}

function fault(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined,
): string | null {
  const words = tagsOf(node).flatMap((tag) => (tag.startsWith('class:') ? [tag.slice('class:'.length)] : []));
  const [word] = words;
  if (word === undefined) return 'chooses among subjects and says no class: @tag(name: "class:…")';
  if (words.length > 1) return `has ${words.length} classes (${words.join(', ')}); exactly one may stand`;
  return isDataClass(word) ? null : `"${word}" is no data class`;
}
