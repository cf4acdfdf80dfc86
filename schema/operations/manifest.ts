/** An operation as a client registers it. The id is the client's: it stands for the text for ever. */
export type RegisteredOperation = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly body: string;
};

const FORMAT = 'apollo-persisted-query-manifest';

/** A text is no manifest; the sentence says where. */
export class ManifestProblem extends Error {}

/**
 * Reads a manifest of operations in Apollo's format, version 1 (`@apollo/generate-persisted-query-manifest` writes it).
 * @throws ManifestProblem
 */
export function readManifest(text: string): RegisteredOperation[] {
  const manifest = objectOf(parsed(text), 'The manifest');
  if (manifest['format'] !== FORMAT || manifest['version'] !== 1)
    throw new ManifestProblem(`The manifest must say "format": "${FORMAT}" and "version": 1.`);
  const { operations } = manifest;
  if (!Array.isArray(operations)) throw new ManifestProblem('The manifest must hold a list of operations.');
  const read = operations.map((operation, place) => operationOf(operation, place + 1));
  const ids = new Set<string>();
  for (const { id } of read) {
    if (ids.has(id))
      throw new ManifestProblem(`Two operations have the id ${id}: an id stands for one text.`);
    ids.add(id);
  }
  return read;
}

/** A manifest of operations, as `readManifest` reads it. */
export function manifestOf(operations: readonly RegisteredOperation[]): object {
  return { format: FORMAT, version: 1, operations };
}

function operationOf(value: unknown, place: number): RegisteredOperation {
  const operation = objectOf(value, `Operation ${place}`);
  const textOf = (member: string): string => {
    const text = operation[member];
    if (typeof text === 'string' && text !== '') return text;
    throw new ManifestProblem(`Operation ${place} must have a text as its ${member}.`);
  };
  return { id: textOf('id'), name: textOf('name'), type: textOf('type'), body: textOf('body') };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ManifestProblem(`${what} must be a JSON object.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManifestProblem('The manifest is not JSON.');
  }
}
