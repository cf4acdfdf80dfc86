import { isInputObjectType } from 'graphql';
import { type ClassTable, classTable } from './access/class-table.ts';
import { readAccess } from './access/read.ts';
import { type DataClass, personalMark } from './classes.ts';
import { derivedFrom } from './lint/derived-fields-say-from.ts';
import { type Field, graphOf } from './lint/graph.ts';
import { argumentOf, directive } from './lint/marks.ts';

const HEADER = ['coordinate', 'access', 'cost', 'personal', 'derived from'];

/** The auditor's page: one line a field, argument and input field, with its class or who may ask, its size or weight, whether it is personal data, and which classes it is computed from. Tab-separated, sorted. */
export function accessPage(supergraph: string): string {
  const graph = graphOf({ supergraph, rooms: [], words: '' });
  const table = classTable(readAccess(supergraph, { unmarked: 'closed' }));
  const inputs = graph.types.filter(isInputObjectType);
  const rows = [
    ...graph.fields.flatMap((field) => [fieldRow(table, field), ...argumentRows(table, field)]),
    ...inputs.flatMap((type) =>
      Object.keys(type.getFields()).map((name) =>
        row(`${type.name}.${name}`, table.inputField(type.name, name)),
      ),
    ),
  ];
  return [HEADER, ...rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}

function fieldRow(table: ClassTable, field: Field): string[] {
  const access = table.field(field.owner.name, field.definition.name);
  const from = derivedFrom(field.node).toSorted().join(', ');
  if (access.kind === 'class') return row(field.coordinate, access.dataClass, cost(field), from);
  return [field.coordinate, access.kind, cost(field), '', from];
}

function argumentRows(table: ClassTable, { owner, definition, coordinate }: Field): string[][] {
  return definition.args.map(({ name }) =>
    row(`${coordinate}(${name}:)`, table.argument(owner.name, definition.name, name)),
  );
}

/** What has no class tells no fact about a subject; its cell is empty. */
function row(coordinate: string, dataClass: DataClass | null, size = '', from = ''): string[] {
  return dataClass === null
    ? [coordinate, '', size, '', from]
    : [coordinate, dataClass, size, personalMark(dataClass), from];
}

/** `8` for a list of about eight, `first` for one as long as that argument says, `weight 5` for a dear field; empty for the plain case. */
function cost(field: Field): string {
  const weights = directive(field.node, 'cost').map((use) => `weight ${argumentOf(use, 'weight')}`);
  const sizes = directive(field.node, 'listSize').map((use) => {
    const sliced = argumentOf(use, 'slicingArguments');
    return Array.isArray(sliced) ? sliced.join(' or ') : String(argumentOf(use, 'assumedSize'));
  });
  return [...weights, ...sizes].join(', ');
}
