import { type Footprint, footprintOf } from '@seisi/schema/operations/footprint';
import { ManifestProblem, type RegisteredOperation, readManifest } from '@seisi/schema/operations/manifest';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';

/** A registered operation that is valid in the graph. */
export type FittingOperation = {
  readonly id: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly footprint: Footprint;
};

/** What one agreement's client has registered; another object after each change. */
export type RegisteredOperations = {
  /** The text under an id, also of one that is not valid: whoever calls it is told why. */
  readonly textOf: (id: string) => string | undefined;
  readonly operations: readonly FittingOperation[];
};

/** Registered operations by the number of their agreement. */
export type Registry = { get(agreement: string): RegisteredOperations | undefined };

/** The text of each manifest by the name of its file, `AGR-2025-001.json`. */
export type Manifests = ReadonlyMap<string, string>;

type Kept = { readonly text: string; readonly registered: RegisteredOperations };

/** The manifests of a folder as they were last read and could be taken. What does not fit the graph is told. */
export class ChangingRegistry implements Registry {
  readonly #schema: GraphQLSchema;
  readonly #tell: (line: string) => void;
  readonly #kept = new Map<string, Kept>();

  /** @throws ManifestProblem for a manifest that is none: at the start there is no old one that could go on */
  constructor(manifests: Manifests, schema: GraphQLSchema, tell: (line: string) => void) {
    this.#schema = schema;
    this.#tell = tell;
    for (const [file, text] of manifests) this.#take(file, text);
  }

  get(agreement: string): RegisteredOperations | undefined {
    return this.#kept.get(`${agreement}.json`)?.registered;
  }

  /** Takes what has changed since, manifest by manifest: one that is none is told, and the old one goes on; one that is away is nobody's any more. */
  change(manifests: Manifests): void {
    for (const file of this.#kept.keys()) {
      if (manifests.has(file)) continue;
      this.#kept.delete(file);
      this.#tell(`The manifest ${file} is away: its agreement has registered nothing.`);
    }
    for (const [file, text] of manifests) if (this.#kept.get(file)?.text !== text) this.#retake(file, text);
  }

  #retake(file: string, text: string): void {
    try {
      this.#take(file, text);
      this.#tell(`The manifest ${file} has changed: the new one counts.`);
    } catch (error) {
      if (!(error instanceof ManifestProblem)) throw error;
      const what = this.#kept.has(file) ? 'is refused, the old one goes on' : 'is refused';
      this.#tell(`The manifest ${file} ${what}: ${error.message}`);
    }
  }

  #take(file: string, text: string): void {
    const agreement = file.slice(0, -'.json'.length);
    const onMisfit = (id: string) =>
      this.#tell(`The operation ${id} of ${agreement} does not fit the graph.`);
    this.#kept.set(file, { text, registered: registered(manifestIn(file, text), this.#schema, onMisfit) });
  }
}

function manifestIn(file: string, text: string): readonly RegisteredOperation[] {
  try {
    return readManifest(text);
  } catch (error) {
    throw error instanceof ManifestProblem ? new ManifestProblem(`${file}: ${error.message}`) : error;
  }
}

function registered(
  operations: readonly RegisteredOperation[],
  schema: GraphQLSchema,
  onMisfit: (id: string) => void,
): RegisteredOperations {
  const texts = new Map(operations.map(({ id, body }) => [id, body]));
  const fitting = operations.flatMap(({ id, body }) => {
    const fit = fittingOf(schema, id, body);
    if (fit === null) onMisfit(id);
    return fit ?? [];
  });
  return { textOf: (id) => texts.get(id), operations: fitting };
}

function fittingOf(schema: GraphQLSchema, id: string, body: string): FittingOperation | null {
  try {
    const document = parse(body);
    const operation = getOperationAST(document);
    if (operation == null || validate(schema, document).length > 0) return null;
    return { id, document, operation, footprint: footprintOf(schema, document, operation) };
  } catch {
    return null;
  }
}
