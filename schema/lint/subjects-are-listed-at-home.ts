import { isListType, isNonNullType } from 'graphql';
import { type Field, type Finding, type Graph, roomsOf } from './graph.ts';

/** Lists of subjects are served by the room that decides who is within reach; another room lists its own files (access §4). */
export function subjectsAreListedAtHome(graph: Graph): Finding[] {
  const homes = new Set(
    graph.fields
      .filter((field) => graph.subjects.has(field.owner.name) && field.definition.name === 'id')
      .flatMap(roomsOf),
  );
  return graph.fields
    .filter(
      (field) =>
        graph.subjects.has(field.result.name) && (isList(field) || field.owner.name.endsWith('Edge')),
    )
    .filter((field) => roomsOf(field).some((room) => !homes.has(room)))
    .map(({ coordinate }) => ({ coordinate, message: 'lists subjects outside the room that owns them' }));
}

function isList({ definition: { type } }: Field): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
