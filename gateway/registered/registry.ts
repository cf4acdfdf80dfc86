import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Footprint, footprintOf } from '@seisi/schema/operations/footprint';
import { ManifestProblem, type RegisteredOperation, readManifest } from '@seisi/schema/operations/manifest';
import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';

/** What one agreement's client has registered. */
export type RegisteredOperations = {
  /** The text under an id. */
  readonly textOf: (id: string) => string | undefined;
  readonly footprints: readonly Footprint[];
};

/** Registered operations by the number of their agreement. */
export type Registry = ReadonlyMap<string, RegisteredOperations>;

/** Reads a folder with a manifest for each agreement, `AGR-2025-001.json`. What does not fit the graph is told and not served. @throws ManifestProblem, the system's error */
export function readRegistry(folder: string, schema: GraphQLSchema, tell: (line: string) => void): Registry {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((file) => {
      const agreement = file.slice(0, -'.json'.length);
      const operations = manifestIn(join(folder, file));
      return [
        agreement,
        registered(operations, schema, (id) =>
          tell(`The operation ${id} of ${agreement} does not fit the graph.`),
        ),
      ];
    }),
  );
}

function manifestIn(path: string): readonly RegisteredOperation[] {
  try {
    return readManifest(readFileSync(path, 'utf8'));
  } catch (error) {
    throw error instanceof ManifestProblem ? new ManifestProblem(`${path}: ${error.message}`) : error;
  }
}

function registered(
  operations: readonly RegisteredOperation[],
  schema: GraphQLSchema,
  onMisfit: (id: string) => void,
): RegisteredOperations {
  const texts = new Map<string, string>();
  const footprints: Footprint[] = [];
  for (const { id, body } of operations) {
    const footprint = footprintIn(schema, body);
    if (footprint === null) {
      onMisfit(id);
      continue;
    }
    texts.set(id, body);
    footprints.push(footprint);
  }
  return { textOf: (id) => texts.get(id), footprints };
}

function footprintIn(schema: GraphQLSchema, body: string): Footprint | null {
  try {
    const document = parse(body);
    const operation = getOperationAST(document);
    if (operation == null || validate(schema, document).length > 0) return null;
    return footprintOf(schema, document, operation);
  } catch {
    return null;
  }
}
