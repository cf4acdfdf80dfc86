import { compose } from '@seisi/schema/composition';
import type { GraphQLSchema } from 'graphql';
import type { GatewayAdapter, GatewayAnswer, RunningGateway } from './adapter.ts';
import { faultsOf } from './check-case.ts';
import { randomGraph } from './graph.ts';
import type { GraphModel } from './model.ts';
import { type Question, randomQuestion } from './operation.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';
import { Recording } from './recording.ts';
import { Rooms } from './rooms.ts';
import { type CaseRights, randomRights } from './rule.ts';
import { subgraphSdl } from './sdl.ts';
import { World } from './world.ts';

/** Who asks what. */
export type Asked = { readonly question: Question; readonly rights: CaseRights };

/** What came of one case. */
export type Outcome = {
  /** A sentence each; empty where all is well. */
  readonly faults: readonly string[];
  /** The known limit by which the gateway did not answer at all; null for most. */
  readonly excuse: string | null;
  readonly hasClosed: boolean;
  readonly fetches: number;
};

/** One gateway over one random graph, with the oracle beside it. */
export class Bench {
  readonly graph: GraphModel;
  readonly #oracle: Oracle;
  readonly #rooms: Rooms;
  readonly #gateway: RunningGateway;

  constructor(world: World, rooms: Rooms, gateway: RunningGateway) {
    this.graph = world.graph;
    this.#oracle = new Oracle(world);
    this.#rooms = rooms;
    this.#gateway = gateway;
  }

  /** What clients may ask. */
  get schema(): GraphQLSchema {
    return this.#oracle.schema;
  }

  /**
   * The case of a seed; null where no valid operation came of it. Some operations are asked again by others and under other conditions,
   * for a gateway may keep what it decided.
   */
  caseOf(seed: string): Asked | null {
    const random = new Random(seed);
    const rights = randomRights(random);
    const again = random.chance(30);
    const asked = again ? new Random(`${this.graph.seed}/again/${random.below(3)}`) : random;
    const question = randomQuestion(this.#oracle.schema, asked);
    if (question === null) return null;
    return {
      rights,
      question: again ? { ...question, variables: changed(question.variables, random) } : question,
    };
  }

  /** Asks the gateway and the oracle, and compares. */
  async run({ question, rights }: Asked): Promise<Outcome> {
    const expected = this.#oracle.expected(question, rights);
    const recording = new Recording();
    this.#rooms.recording = recording;
    const request = { ...question, rights };
    const answer = await this.#gateway.execute(request).catch(thrown);
    const { must, may } = expected.told;
    const faults = faultsOf(this.graph, expected, answer, recording);
    return {
      faults,
      excuse: faults.length === 0 ? null : (this.#gateway.excuse?.(request, answer, faults) ?? null),
      hasClosed: must.length + may.length > 0,
      fetches: recording.fetches,
    };
  }

  close(): Promise<void> {
    return this.#gateway.close();
  }
}

/** A gateway that throws has answered nothing, and must say why by its errors. */
function thrown(error: unknown): GatewayAnswer {
  return { data: null, errors: [{ message: `The gateway threw: ${String(error)}` }] };
}

/** The same variables, with other conditions. */
function changed(variables: Question['variables'], random: Random): Question['variables'] {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? random.chance(50) : value,
    ]),
  );
}

/** A gateway over the graph of a seed; null where that graph does not compose. */
export async function openBench(adapter: GatewayAdapter, schemaSeed: string): Promise<Bench | null> {
  const graph = randomGraph(schemaSeed);
  const supergraph = composed(graph);
  if (supergraph === null) return null;
  const world = new World(graph);
  const rooms = new Rooms(world);
  return new Bench(world, rooms, await adapter.start(supergraph, rooms.all));
}

function composed(graph: GraphModel): string | null {
  try {
    const parts = graph.subgraphs.map((name, subgraph) => ({ name, sdl: subgraphSdl(graph, subgraph) }));
    return compose(parts).supergraph;
  } catch {
    return null;
  }
}
