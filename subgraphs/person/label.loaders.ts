import type { RoomParts } from '@seisi/host/context';
import { type EnumTypeDefinitionNode, Kind, parse } from 'graphql';
import { type LabelRow, labelOf } from './label.ts';

/** Enums that composition adds for its own use. */
const MACHINERY = /^(join|link|core)__|^_/;

/** The supergraph that was read last, and its labels: the text does not change while a process runs. */
let newest: { readonly sdl: string; readonly labels: ReadonlyMap<string, readonly LabelRow[]> } | null = null;

/** The names of enum values, from the composed graph. */
export const labelLoaders = ({ supergraphSdl }: RoomParts) => ({
  labelsOfEnum: (name: string): readonly LabelRow[] => {
    if (newest?.sdl !== supergraphSdl) newest = { sdl: supergraphSdl, labels: labelsIn(supergraphSdl) };
    return newest.labels.get(name) ?? [];
  },
});

function labelsIn(sdl: string): ReadonlyMap<string, readonly LabelRow[]> {
  const enums = parse(sdl, { noLocation: true }).definitions.filter(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION,
  );
  return new Map(
    enums
      .filter((each) => !MACHINERY.test(each.name.value) && !isHidden(each))
      .map((each) => [each.name.value, valuesOf(each)]),
  );
}

function valuesOf({ values }: EnumTypeDefinitionNode): LabelRow[] {
  return (values ?? [])
    .filter((value) => !isHidden(value))
    .map((value) => labelOf(value.name.value, value.description?.value ?? ''))
    .filter((label) => label !== null);
}

function isHidden(node: Pick<EnumTypeDefinitionNode, 'directives'>): boolean {
  return node.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
}
