import { ApolloGateway } from '@apollo/gateway';
import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import { toldDecision } from '@seisi/schema/decision/told-decision';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { NO_BASIS } from '@seisi/schema/viewer';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationTypeNode,
} from 'graphql';
import { type Answered, answerThatStands, STEP_TAKEN_MESSAGE } from './answer-that-stands.ts';
import type { Budgets } from './budgets.ts';
import { silenceTelemetry } from './config.ts';
import { refundUnused } from './limits/budget.ts';
import { refuseDeepVariables } from './limits/input-depth.ts';
import type { Phase } from './phase.ts';
import { assertComplete } from './pipeline.ts';
import type { LoadedSupergraph } from './plan/supergraph.ts';
import { type Settled, settle } from './receipt/settle.ts';
import type { Receipts } from './receipts.ts';
import type { Lease, Reliance } from './reliance.ts';
import type { Caller, GraphRequest, Standing } from './request.ts';

type GraphQLRequest = Parameters<GatewayExecutor>[0]['request'];

/** What answers rely on, where their receipts are kept (null where none are made), and what requests draw on. */
export type Grounding = {
  readonly lease: Lease;
  readonly receipts: Receipts | null;
  /** Whose unused part is given back; null where nobody counts. */
  readonly budgets: Budgets | null;
  /** Levels of lists and objects in one variable. */
  readonly inputDepth: number;
  readonly now: () => number;
};

/** Our pipeline behind Apollo's gateway interface: Apollo loads the graph, reads, validates and plans; we decide, execute and shape. */
export class SeisiGateway implements GatewayInterface {
  readonly #apollo: ApolloGateway;
  readonly #schema: GraphQLSchema;
  readonly #phases: readonly Phase[];
  readonly #lease: Lease;
  readonly #grounding: Grounding;
  readonly #fragments = new WeakMap<DocumentNode, GraphRequest['fragments']>();

  /** @throws Error where the pipeline lacks an access step */
  constructor({ relaxedSdl, apiSchema }: LoadedSupergraph, phases: readonly Phase[], grounding: Grounding) {
    assertComplete(phases);
    silenceTelemetry();
    this.#apollo = new ApolloGateway({
      supergraphSdl: relaxedSdl,
      buildService: () => ({ process: refuse }),
      logger: SILENT,
    });
    this.#schema = apiSchema;
    this.#phases = phases;
    this.#lease = grounding.lease;
    this.#grounding = grounding;
  }

  onSchemaLoadOrUpdate(
    callback: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0],
  ): GatewayUnsubscriber {
    return this.#apollo.onSchemaLoadOrUpdate(callback);
  }

  /** Lets Apollo load and check the relaxed supergraph; what executes is ours. */
  async load(): Promise<GatewayLoadResult> {
    await this.#apollo.load();
    return { executor: this.#executor };
  }

  stop(): Promise<void> {
    this.#lease.close();
    return this.#apollo.stop();
  }

  readonly #executor: GatewayExecutor = async ({ document, operationName, request, context }) => {
    const caller = context as Caller;
    const asked = this.#read(document, operationName, request, caller);
    if ('errors' in asked) return asked;
    if (caller.outcome !== undefined) caller.outcome.isStep = asked.operation.operation === 'mutation';
    const answered = await answerThatStands(asked, this.#phases, this.#lease);
    const { decisions: decided, reliance } = answered;
    const { answer, receipt } = await this.#settled(answered);
    if (caller.outcome !== undefined)
      caller.outcome.standing = this.#standing(reliance, asked.operation.operation, caller.signal);
    const { budgets } = this.#grounding;
    // Nobody walks over an answer to price what is neither charged nor asked for.
    const isPriced = asked.asksCost || asked.charge.taken !== null;
    const cost = isPriced ? await refundUnused(budgets, asked.charge, answered.cost, answer.data) : null;
    const extensions = {
      ...(decided === null ? {} : { decisions: decided.map(toldDecision) }),
      ...(receipt === null ? {} : { receipt: { id: receipt.id, leaf: receipt.leaf } }),
      ...(cost === null || !asked.asksCost ? {} : { cost }),
    };
    return {
      data: answer.data,
      ...(answer.errors.length === 0 ? {} : { errors: answer.errors }),
      ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    };
  };

  #settled(answered: Answered): Promise<Settled> | Settled {
    const { answer, disclosure } = answered;
    const { receipts, now } = this.#grounding;
    if (receipts === null || disclosure === null) return { answer, receipt: null };
    return settle({ ...answered, disclosure }, receipts, now);
  }

  /** What the door must look at until the last byte has left. */
  #standing(reliance: Reliance | null, operation: OperationTypeNode, signal: AbortSignal): Standing | null {
    if (reliance === null) return null;
    const otherwise = operation === 'mutation' ? STEP_TAKEN_MESSAGE : UNKNOWN_MESSAGE;
    return {
      stands: () => this.#lease.standsNow(reliance),
      standsAnew: () => this.#lease.stands(reliance, signal),
      otherwise,
    };
  }

  /** Kept as long as the document is: Apollo gives the same one for the same text. */
  #fragmentsOf(document: DocumentNode): GraphRequest['fragments'] {
    const known = this.#fragments.get(document);
    if (known !== undefined) return known;
    const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    const fragments = new Map(definitions.map((one) => [one.name.value, one] as const));
    this.#fragments.set(document, fragments);
    return fragments;
  }

  #read(
    document: GraphRequest['document'],
    operationName: string | null,
    { variables, extensions }: Pick<GraphQLRequest, 'variables' | 'extensions'>,
    caller: Caller,
  ): GraphRequest | { errors: readonly GraphQLError[] } {
    const operation = getOperationAST(document, operationName);
    if (operation == null)
      throw new RegistryError('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.');
    // graphql-js leaves it to execution to find that there is no such root.
    if (this.#schema.getRootType(operation.operation) == null)
      throw new RegistryError('GRAPHQL_VALIDATION_FAILED', `This graph has no ${operation.operation}.`);
    refuseDeepVariables(variables ?? {}, this.#grounding.inputDepth);
    const { coerced, errors } = getVariableValues(
      this.#schema,
      operation.variableDefinitions ?? [],
      variables ?? {},
    );
    if (errors !== undefined)
      return { errors: errors.map((error) => new RegistryError('BAD_USER_INPUT', error.message)) };
    return {
      caller,
      document,
      operation,
      fragments: this.#fragmentsOf(document),
      variables: coerced,
      asksDecisions: extensions?.['decisions'] === true,
      asksCost: extensions?.['cost'] === true,
      charge: { taken: null },
      decisions: null,
      trustsFacts: true,
      basis: NO_BASIS,
      reliance: null,
      areGroundsKnown: true,
      passport: null,
      decision: null,
      cost: null,
      plan: null,
      planned: null,
      disclosure: null,
      intent: null,
      told: null,
      answer: null,
    };
  }
}

/** Apollo's own executor is never used; were it, it would reach no room. */
function refuse(): never {
  throw new RegistryError('INTERNAL_SERVER_ERROR', 'Rooms are reached by the pipeline alone.');
}

const quiet = () => {};
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };
