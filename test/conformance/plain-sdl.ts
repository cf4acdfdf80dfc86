import { type FaceModel, type FieldModel, faceFieldsAt, facesOf, type GraphModel } from './model.ts';
import { argumentsText, argumentText } from './sdl.ts';
import { FILTER, referenceText } from './words.ts';

/** The whole graph as one plain schema, without subgraphs, directives and hidden elements: what a client may know. */
export function plainSdl(graph: GraphModel): string {
  const { objects, query, faces, unions, leaves } = graph;
  const texts = [
    ...[...objects.values(), query].map((type) => {
      const of = facesOf(graph, type.name);
      const implemented = of.length === 0 ? '' : ` implements ${of.map(({ name }) => name).join(' & ')}`;
      const fields = [
        ...type.fields.values(),
        ...of.flatMap(({ objectFields }) => [...objectFields.values()]),
      ];
      return `type ${type.name}${implemented} {\n${lines(fields)}\n}`;
    }),
    ...[...faces.values()].map((face) => {
      const parents = face.parents.length === 0 ? '' : ` implements ${face.parents.join(' & ')}`;
      return `interface ${face.name}${parents} {\n${lines(faceFields(graph, face))}\n}`;
    }),
    ...[...unions.values()].map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
    ...[...leaves.values()].map(({ name, values }) =>
      values === null ? `scalar ${name}` : `enum ${name} { ${values.join(' ')} }`,
    ),
  ];
  const takesFilter = texts.some((text) => text.includes('Filter'));
  return `${texts.join('\n')}\n${takesFilter ? `input Filter { ${FILTER.map(argumentText).join(' ')} }` : ''}`;
}

type Written = Pick<FieldModel, 'name' | 'type' | 'args' | 'hidden'>;

/** An interface has what it has in any subgraph. */
function faceFields(graph: GraphModel, face: FaceModel): Written[] {
  const here = new Set([...face.at].flatMap((subgraph) => faceFieldsAt(graph, face, subgraph)));
  const own = [...face.fields].flatMap(([name, field]) =>
    here.has(name) ? [{ name, hidden: false, ...field }] : [],
  );
  return [...own, ...face.objectFields.values()];
}

function lines(fields: readonly Written[]): string {
  return fields
    .filter(({ hidden }) => !hidden)
    .map(({ name, type, args }) => `  ${name}${argumentsText(args)}: ${referenceText(type)}`)
    .join('\n');
}
