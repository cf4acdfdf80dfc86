import type { GatewayAnswer } from './adapter.ts';
import { errorFaults } from './error-faults.ts';
import { fieldOf, type GraphModel, objectOf } from './model.ts';
import type { Expected } from './oracle.ts';
import type { Recording } from './recording.ts';
import { neededBy } from './representation.ts';

/** Everything that is wrong with one answer, and with what the subgraphs met on the way; a sentence each, empty where all is well. */
export function faultsOf(
  graph: GraphModel,
  expected: Expected,
  answer: GatewayAnswer,
  met: Recording,
): string[] {
  return [
    ...dataFaults(expected, answer),
    ...errorFaults(expected.told, answer.errors),
    ...fetchFaults(graph, expected, met),
    ...met.faults,
  ];
}

function dataFaults(expected: Expected, answer: GatewayAnswer): string[] {
  const should = canonical(expected.data);
  const is = canonical(answer.data);
  return should === is ? [] : [`data: is ${is}, should be ${should}`];
}

/** JSON with sorted keys: the order of an answer's keys is not what is tested. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${entries.toSorted().join(',')}}`;
}

/**
 * Subgraphs may resolve what is asked and open, keys, and what the `@requires` of an open field asked needs. What the rules open they may
 * resolve also where it ends as null or for a type that did not ask, as long as it is asked somewhere: planners merge fetches. Nothing else: no field that the
 * rules close, and nothing that nobody asked for.
 */
function fetchFaults(graph: GraphModel, { asked, opens }: Expected, { resolved }: Recording): string[] {
  const needed = new Set<string>();
  for (const coordinate of asked.open) addNeeds(graph, coordinate, needed);
  const isAsked = (coordinate: string): boolean => asked.names.has(coordinate.split('.')[1] ?? '');
  return [...resolved]
    .filter(
      (coordinate) => !asked.open.has(coordinate) && !needed.has(coordinate) && !isKey(graph, coordinate),
    )
    .filter((coordinate) => !isAsked(coordinate) || !opens(coordinate))
    .map((coordinate) => `fetched: ${coordinate}, which is closed or was not asked for`);
}

function addNeeds(graph: GraphModel, coordinate: string, needed: Set<string>): void {
  const [type = '', name = ''] = coordinate.split('.');
  for (const { requires } of fieldOf(graph, type, name)?.at.values() ?? [])
    if (requires !== null) addSelection(graph, type, requires, needed);
}

function addSelection(graph: GraphModel, type: string, selection: string, needed: Set<string>): void {
  for (const [field, below] of neededBy(selection)) {
    needed.add(`${type}.${field}`);
    const returned = fieldOf(graph, type, field)?.type.name ?? '';
    for (const node of below?.selections ?? [])
      if (node.kind === 'Field') needed.add(`${returned}.${node.name.value}`);
  }
}

function isKey(graph: GraphModel, coordinate: string): boolean {
  const [type = '', field = ''] = coordinate.split('.');
  return objectOf(graph, type)?.keys.some((key) => key.includes(field)) ?? false;
}
