import { isEnumType } from 'graphql';
import type { Finding, Graph } from './graph.ts';

const LABELS = /^[^():]+ \([^()]+\): \S/;

/** An enum value's description gives both labels and the meaning, `English (Malay): meaning.`, for `labels` serves them from here. */
export function enumValuesHaveLabels(graph: Graph): Finding[] {
  return graph.types.filter(isEnumType).flatMap((type) =>
    type
      .getValues()
      .filter(({ description }) => !LABELS.test(description ?? ''))
      .map(({ name }) => ({
        coordinate: `${type.name}.${name}`,
        message: 'has no labels: write "English (Malay): meaning."',
      })),
  );
}
