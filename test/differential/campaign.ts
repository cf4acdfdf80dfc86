import { loadSupergraph } from '@seisi/gateway/plan/supergraph';
import { compose } from '@seisi/schema/composition';
import { randomGraph } from '../conformance/graph.ts';
import { type Question, randomQuestion } from '../conformance/operation.ts';
import { Random } from '../conformance/random.ts';
import { Rooms } from '../conformance/rooms.ts';
import { POLICIES, SCOPES } from '../conformance/rule.ts';
import { subgraphSdl } from '../conformance/sdl.ts';
import { seisi } from '../conformance/seisi.ts';
import { Limits } from '../conformance/seisi-limits.ts';
import { type Answered, dataText, placesText } from './answered.ts';
import { FaultyWorld } from './faulty-world.ts';
import { Plain } from './plain.ts';
import { openStock, type Stock } from './stock.ts';
import { isUnknownInstead, wrongOf } from './stock-wrongs.ts';

/** How much is tried, and from which seed. */
export type Plan = { readonly graphs: number; readonly operations: number; readonly seed: string };

/** What was tried and what came of it. */
export type Tally = {
  graphs: number;
  cases: number;
  /** Cases in which something could not be told. */
  withFaults: number;
  /** Cases in which the stock executor is known to be wrong, or no plan can be had, by name. */
  readonly excluded: Map<string, number>;
  readonly failures: string[];
};

const EVERYTHING = { authenticated: true, scopes: SCOPES, policies: POLICIES };
const LEFT_OUT = 'planner: a field of an interface object is left out of the plan, and told as unknown';
/** They are mostly one defect. */
const MOST_FAILURES = 5;

/** The figures of a campaign, a line each. */
export function figures({ graphs, cases, withFaults, excluded, failures }: Tally): string {
  const lines = [
    `cases      ${cases} on ${graphs} graphs; in ${withFaults} something could not be told`,
    ...[...excluded].map(([name, count]) => `excluded   ${count}: ${name}`),
    failures.length === 0 ? 'failures   none' : `failures   ${failures.length}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Asks both executors, and the plain schema, the same; everything follows from the seed. */
export async function runCampaign(plan: Plan, onGraph: (tally: Tally) => void = () => {}): Promise<Tally> {
  const tally: Tally = { graphs: 0, cases: 0, withFaults: 0, excluded: new Map(), failures: [] };
  for (let index = 0; tally.graphs < plan.graphs && tally.failures.length < MOST_FAILURES; index += 1) {
    if (index > 10 + plan.graphs * 2) throw new Error('Too few of the random graphs compose.');
    const table = await Table.open(`${plan.seed}/${index}`);
    if (table === null) continue;
    tally.graphs += 1;
    for (let operation = 0; operation < plan.operations; operation += 1) await table.tally(operation, tally);
    await table.close();
    onGraph(tally);
  }
  return tally;
}

type Parts = {
  readonly seed: string;
  readonly plain: Plain;
  readonly stock: Stock;
  readonly ours: Awaited<ReturnType<typeof seisi.start>>;
  readonly limits: Limits;
  readonly hasInterfaceObject: boolean;
};

/** One graph, and all who answer for it. */
class Table {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Null where the graph of this seed does not compose. */
  static async open(seed: string): Promise<Table | null> {
    const world = new FaultyWorld(randomGraph(seed));
    const { graph } = world;
    const subgraphs = graph.subgraphs.map((name, subgraph) => ({ name, sdl: subgraphSdl(graph, subgraph) }));
    const supergraph = composed(subgraphs);
    if (supergraph === null) return null;
    const { relaxedSdl } = loadSupergraph(supergraph, { unmarked: 'open' });
    const rooms = new Rooms(world).all;
    const [stock, ours] = [await openStock(relaxedSdl, rooms), await seisi.start(supergraph, rooms)];
    const hasInterfaceObject = supergraph.includes('isInterfaceObject: true');
    const limits = new Limits(supergraph);
    return new Table({ seed, plain: new Plain(world), stock, ours, limits, hasInterfaceObject });
  }

  async tally(operation: number, tally: Tally): Promise<void> {
    const { seed, plain } = this.#parts;
    const question = randomQuestion(plain.schema, new Random(`${seed}/${operation}`));
    if (question === null) return;
    const should = plain.answer(question);
    const [ours, stock] = [await this.#ours(question), await this.#stock(question)];
    tally.cases += 1;
    if (should.errors.length > 0) tally.withFaults += 1;
    const excuse = this.#excuse(question, should, ours, stock);
    if (excuse !== null) tally.excluded.set(excuse, (tally.excluded.get(excuse) ?? 0) + 1);
    else if (isOther(ours, should) || isOther(ours, stock))
      tally.failures.push(failureText(`${seed}/${operation}`, question, { should, ours, stock }));
  }

  close(): Promise<unknown> {
    return Promise.all([this.#parts.stock.stop(), this.#parts.ours.close()]);
  }

  #ours(question: Question): Promise<Answered> {
    return this.#parts.ours.execute({ ...question, rights: EVERYTHING });
  }

  #stock(question: Question): Promise<Answered> {
    return this.#parts.stock
      .answer(question)
      .catch((error: unknown) => ({ data: null, errors: [{ message: String(error) }] }));
  }

  /** Null where all should agree. */
  #excuse(question: Question, should: Answered, ours: Answered, stock: Answered): string | null {
    const asked = { ...question, rights: EVERYTHING };
    if (isOther(ours, should)) {
      const limit = this.#parts.limits.planning(asked) ?? this.#parts.limits.merging(asked);
      return limit ?? (this.#parts.hasInterfaceObject && isUnknownInstead(should, ours) ? LEFT_OUT : null);
    }
    return isOther(stock, should) ? wrongOf(should, stock) : null;
  }
}

function isOther(one: Answered, other: Answered): boolean {
  return dataText(one.data) !== dataText(other.data) || placesText(one) !== placesText(other);
}

function failureText(
  seed: string,
  { query, variables }: Question,
  answers: Readonly<Record<string, Answered>>,
): string {
  const told = Object.entries(answers).map(
    ([who, answer]) =>
      `${who.padEnd(8)} ${dataText(answer.data)}\n         ${placesText(answer)} ${answer.errors[0]?.message ?? ''}`,
  );
  return [`case ${seed}`, query, JSON.stringify(variables), ...told].join('\n');
}

function composed(parts: readonly { readonly name: string; readonly sdl: string }[]): string | null {
  try {
    return compose(parts).supergraph;
  } catch {
    return null;
  }
}
