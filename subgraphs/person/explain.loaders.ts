import type { RoomParts } from '@seisi/host/context';
import { type Explainer, type Explanation, explainer } from '@seisi/schema/decision/explain';
import type { ExplainedField } from '@seisi/schema/decision/explained';
import { RegistryError } from '@seisi/schema/errors';

/** An explanation is longer than what asks for it, and one variable can be handed to many: so much may be explained in one request. */
const MOST_CHARACTERS = 200_000;
const MOST_SELECTIONS = 10_000;

/** What was decided of a field, as the contract says it, stands behind `FieldDecision`. */
export type FieldDecisionRow = ExplainedField;

/** An operation to be explained, as a client would send it. */
export type OperationText = {
  readonly operation: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
};

/** The supergraph that was read last, and its explainer: the text does not change while a process runs. */
let newest: { readonly sdl: string; readonly explainer: Explainer } | null = null;

/** Explains operations on the ground of the request, from the composed graph alone. */
export const explainLoaders = ({ supergraphSdl, passport: { viewer, basis } }: RoomParts) => {
  let characters = 0;
  let selections = 0;
  return {
    /** @throws BAD_USER_INPUT naming the argument, OPERATION_TOO_LARGE */
    explanationOf: ({ operation, operationName, variables }: OperationText): Explanation => {
      if (newest?.sdl !== supergraphSdl) newest = { sdl: supergraphSdl, explainer: explainer(supergraphSdl) };
      characters += operation.length;
      if (characters > MOST_CHARACTERS) throw tooMany();
      const read = newest.explainer.read(operation, operationName);
      selections += read.selections;
      if (selections > MOST_SELECTIONS) throw tooMany();
      // A request that is answered at all has a ground that is known.
      return newest.explainer.explain(read, variables, { viewer, basis, areGroundsKnown: true });
    },
  };
};

function tooMany(): RegistryError {
  return new RegistryError(
    'OPERATION_TOO_LARGE',
    `One request explains at most ${MOST_SELECTIONS} selections in ${MOST_CHARACTERS} characters. Ask for the others in another.`,
  );
}
