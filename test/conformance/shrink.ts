import { type DocumentNode, Kind, parse, print, type SelectionSetNode, validate, visit } from 'graphql';
import type { Asked, Bench } from './bench.ts';

/** As little of a case as still fails, and how it fails. */
type Least = { readonly least: Asked; readonly faults: readonly string[] };

const MOST_TRIES = 300;

/** Takes selections, aliases and directives from a failing operation, one after the other, as long as it fails. */
export async function shrunk(bench: Bench, asked: Asked, faults: readonly string[]): Promise<Least> {
  let least: Least = { least: asked, faults };
  let place = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const query = without(least.least.question.query, place);
    if (query === null) return least;
    const smaller = { ...least.least, question: { ...least.least.question, query } };
    const left = await failing(bench, smaller);
    if (left === null) place += 1;
    else least = { least: smaller, faults: left };
  }
  return least;
}

async function failing(bench: Bench, asked: Asked): Promise<readonly string[] | null> {
  if (validate(bench.schema, parse(asked.question.query)).length > 0) return null;
  const { faults, excuse } = await bench.run(asked);
  return faults.length > 0 && excuse === null ? faults : null;
}

/** The document without its part of a number, counted in the order of the document; null where it has fewer. Unused definitions go too. */
function without(query: string, place: number): string | null {
  let left = place;
  const isIt = (): boolean => {
    left -= 1;
    return left === -1;
  };
  const smaller = visit(parse(query), {
    OperationDefinition: (node) => (node.name?.value !== 'Q0' && isIt() ? null : undefined),
    SelectionSet: (node: SelectionSetNode) => {
      if (node.selections.length < 2) return undefined;
      const selections = node.selections.filter(() => !isIt());
      return selections.length === node.selections.length ? undefined : { ...node, selections };
    },
    Directive: () => (isIt() ? null : undefined),
    Field: (node) => {
      if (node.alias === undefined || !isIt()) return undefined;
      const { alias: _alias, ...bare } = node;
      return bare;
    },
  });
  return left >= 0 ? null : print(withoutUnused(smaller));
}

/** Drops fragments that nothing spreads and variables that nothing uses, until all are used. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  visit(document, { FragmentSpread: ({ name }) => void spread.add(name.value) });
  const definitions = document.definitions.filter(
    (node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value),
  );
  if (definitions.length < document.definitions.length) return withoutUnused({ ...document, definitions });
  return visit(document, {
    OperationDefinition: (node) => {
      const text = reachedFrom(document, print({ ...node, variableDefinitions: [] }));
      const variableDefinitions = (node.variableDefinitions ?? []).filter(({ variable }) =>
        new RegExp(`\\$${variable.name.value}\\b`).test(text),
      );
      return { ...node, variableDefinitions };
    },
  });
}

/** A text with those of all fragments that it spreads. */
function reachedFrom(document: DocumentNode, text: string): string {
  const spread = document.definitions.flatMap((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION && new RegExp(`\\.\\.\\.${node.name.value}\\b`).test(text)
      ? [print(node)]
      : [],
  );
  return [text, ...spread.map((one) => reachedFrom(document, one))].join('\n');
}
