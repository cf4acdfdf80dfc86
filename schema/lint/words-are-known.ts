import { isEnumType, isInputObjectType } from 'graphql';
import type { Finding, Graph } from './graph.ts';

/** Every domain type and enum has a row in `WORDS.md`, and no identifier is made of a word that the page refuses (house §4, §5). */
export function wordsAreKnown(graph: Graph): Finding[] {
  const [page = '', refusals = ''] = graph.words.split(/^## Words not used$/m);
  const known = new Set([...page.matchAll(/`(\w+)`/g)].map((match) => match[1]));
  const refused = new Set([...refusals.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]));
  const unknown = graph.types
    .filter(({ name }) => !known.has(name) && !/(Connection|Edge)$/.test(name) && name !== 'PageInfo')
    .map(({ name }) => ({ coordinate: name, message: 'has no row in WORDS.md' }));
  const misnamed = identifiers(graph).flatMap(({ coordinate, name }) => {
    const word = wordsOf(name).find((each) => refused.has(each));
    return word === undefined ? [] : [{ coordinate, message: `"${word}" is a word that WORDS.md refuses` }];
  });
  return [...unknown, ...misnamed];
}

function identifiers(graph: Graph): { coordinate: string; name: string }[] {
  const inner = graph.types.flatMap((type) => {
    const members = isEnumType(type)
      ? type.getValues()
      : isInputObjectType(type)
        ? Object.values(type.getFields())
        : [];
    return [
      { coordinate: type.name, name: type.name },
      ...members.map(({ name }) => ({ coordinate: `${type.name}.${name}`, name })),
    ];
  });
  const fields = graph.fields.flatMap(({ coordinate, definition }) => [
    { coordinate, name: definition.name },
    ...definition.args.map(({ name }) => ({ coordinate: `${coordinate}(${name}:)`, name })),
  ]);
  return [...inner, ...fields];
}

/** `headOfHousehold` → head, of, household; `UNDER_CENSUS` → under, census. */
function wordsOf(identifier: string): string[] {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
}
