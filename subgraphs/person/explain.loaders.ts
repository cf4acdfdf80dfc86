import type { RoomParts } from '@seisi/host/context';
import {
  type Explainer,
  type Explanation,
  explainer,
  type ReadOperation,
} from '@seisi/schema/decision/explain';
import type { ExplainedField } from '@seisi/schema/decision/explained';
import { RegistryError } from '@seisi/schema/errors';

/** Reading an operation costs as much as asking it, so few may be explained in one request; what is asked again is not read again. */
const MOST_OPERATIONS = 3;
/** An explanation is longer than what asks for it, and one variable can be handed to many: so much may be explained in one request. */
const MOST_SELECTIONS = 3_000;

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
  const read = new Map<string, ReadOperation | RegistryError>();
  let selections = 0;

  const readOnce = (asked: Explainer, operation: string, operationName: string | null): ReadOperation => {
    const place = JSON.stringify([operation, operationName]);
    const known =
      read.get(place) ?? (read.size < MOST_OPERATIONS ? attempt(asked, operation, operationName) : tooMany());
    if (read.size < MOST_OPERATIONS) read.set(place, known);
    if (known instanceof RegistryError) throw known;
    return known;
  };
  return {
    /** @throws BAD_USER_INPUT naming the argument, OPERATION_TOO_LARGE */
    explanationOf: ({ operation, operationName, variables }: OperationText): Explanation => {
      if (newest?.sdl !== supergraphSdl) newest = { sdl: supergraphSdl, explainer: explainer(supergraphSdl) };
      const known = readOnce(newest.explainer, operation, operationName);
      selections += known.selections;
      if (selections > MOST_SELECTIONS) throw tooMany();
      // A request that is answered at all has a ground that is known.
      return newest.explainer.explain(known, variables, { viewer, basis, areGroundsKnown: true });
    },
  };
};

/** A refusal is kept too: it cost as much. */
function attempt(
  asked: Explainer,
  operation: string,
  operationName: string | null,
): ReadOperation | RegistryError {
  try {
    return asked.read(operation, operationName);
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

function tooMany(): RegistryError {
  return new RegistryError(
    'OPERATION_TOO_LARGE',
    `One request explains at most ${MOST_OPERATIONS} operations and ${MOST_SELECTIONS} selections. Ask for the others in another.`,
  );
}
