import { isListType, isNonNullType, isObjectType } from 'graphql';
import type { Field, Finding, Graph } from './graph.ts';
import { argumentOf, directive } from './marks.ts';

/** A list without pages is at most this long; a longer one is a connection. */
const LONGEST_PLAIN_LIST = 200;

/** A list says how long it can be; one without a bound is a connection with `first: Int = 20` and `after` (house §6). */
export function listsArePaged(graph: Graph): Finding[] {
  return graph.fields.flatMap((field) => {
    const message = field.result.name.endsWith('Connection') ? connectionFault(field) : listFault(field);
    return message === null ? [] : [{ coordinate: field.coordinate, message }];
  });
}

function listFault(field: Field): string | null {
  const type = isNonNullType(field.definition.type) ? field.definition.type.ofType : field.definition.type;
  if (!isListType(type) || (field.owner.name.endsWith('Connection') && field.definition.name === 'edges'))
    return null;
  const size = directive(field.node, 'listSize').map((use) => argumentOf(use, 'assumedSize'))[0];
  if (size === undefined) return 'is a list without @listSize(assumedSize:)';
  return Number(size) > LONGEST_PLAIN_LIST
    ? `is longer than ${LONGEST_PLAIN_LIST}; make it a connection`
    : null;
}

function connectionFault(field: Field): string | null {
  const type = (name: string): string =>
    String(field.definition.args.find((argument) => argument.name === name)?.type);
  const first = field.definition.args.find((argument) => argument.name === 'first');
  if (type('first') !== 'Int' || first?.defaultValue !== 20) return 'is a connection without first: Int = 20';
  if (type('after') !== 'String') return 'is a connection without after: String';
  const sliced = directive(field.node, 'listSize').map((use) => argumentOf(use, 'slicingArguments'))[0];
  if (!Array.isArray(sliced) || !sliced.includes('first'))
    return 'is a connection without @listSize(slicingArguments: ["first"])';
  return shapeFault(field);
}

function shapeFault({ result }: Field): string | null {
  if (!isObjectType(result)) return 'is a connection that is no object';
  const edge = `${result.name.slice(0, -'Connection'.length)}Edge`;
  const { edges, pageInfo } = result.getFields();
  const fits = String(edges?.type) === `[${edge}!]!` && String(pageInfo?.type) === 'PageInfo!';
  return fits ? null : `needs edges: [${edge}!]! and pageInfo: PageInfo!`;
}
