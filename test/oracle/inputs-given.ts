import { type FieldNode, Kind, type ValueNode } from 'graphql';
import type { Question } from './document.ts';
import { type GraphArgument, namedType } from './graph.ts';

/** A classed argument or input field that a field is given. */
export type InputGiven = { readonly coordinate: string; readonly dataClass: string };

/** The classed inputs that a field is given, literally or by variables: an explicit null is given, an absent variable is not. */
export function inputsGiven(
  question: Question,
  field: string,
  known: ReadonlyMap<string, GraphArgument>,
  node: FieldNode,
): readonly InputGiven[] {
  return (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = known.get(name.value);
    const json = plain(question, value);
    if (argument === undefined || json === undefined) return [];
    return within(question, `${field}(${name.value}:)`, argument, json);
  });
}

function within(question: Question, coordinate: string, input: GraphArgument, json: unknown): InputGiven[] {
  const own = input.dataClass === null ? [] : [{ coordinate, dataClass: input.dataClass }];
  const type = namedType(input.type);
  const parts = question.graph.inputs.get(type);
  if (parts === undefined || typeof json !== 'object' || json === null) return own;
  const below = [...parts].flatMap(([name, part]) => {
    const value: unknown = Object.hasOwn(json, name) ? Reflect.get(json, name) : undefined;
    return value === undefined ? [] : within(question, `${type}.${name}`, part, value);
  });
  return [...own, ...below];
}

/** What is given as far as it has parts; undefined for a variable that stands for nothing. */
function plain(question: Question, node: ValueNode): unknown {
  if (node.kind === Kind.VARIABLE) return question.variables.get(node.name.value);
  if (node.kind === Kind.NULL) return null;
  if (node.kind !== Kind.OBJECT) return true;
  const parts = node.fields.map(({ name, value }) => [name.value, plain(question, value)] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}
