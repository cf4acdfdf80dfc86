import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../setup/house.ts';

/** What is done once for an operation or a graph, by the files of `graphql` in which it stands. */
const ONCE: ReadonlyMap<string, readonly string[]> = new Map([
  ['language/parser.js', ['parse', 'parseDocument']],
  ['language/printer.js', ['print']],
  ['validation/validate.js', ['validate', 'validateSDL']],
  ['utilities/buildASTSchema.js', ['buildASTSchema', 'buildSchema']],
  ['utilities/extendSchema.js', ['extendSchema', 'extendSchemaImpl']],
  ['utilities/printSchema.js', ['printSchema']],
]);
const query = readFileSync(join(import.meta.dirname, '../queries/household-profile.graphql'), 'utf8');

let house: House;
let session: Session;

beforeAll(async () => {
  house = await openHouse();
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(async () => {
  session.disconnect();
  await house.close();
});

test('what was asked before is asked again of another household without a document being parsed, checked or written, in the gateway or a room', async () => {
  const { data } = await ask('query { households(first: 6) { edges { node { id } } } }', {});
  const ids: string[] = data.households.edges.map(({ node }: { node: { id: string } }) => node.id);
  const [first = '', ...others] = ids;
  expect(others.length).toBeGreaterThan(2);
  await doneSince();
  expect((await ask(query, { id: first })).data.household).not.toBeNull();
  const cold = await doneSince();
  for (const id of others) expect((await ask(query, { id })).data.household).not.toBeNull();
  expect(cold).toContain('parse');
  expect(await doneSince()).toEqual([]);
});

async function ask(document: string, variables: Readonly<Record<string, unknown>>) {
  return house.ask('jkm-officer', { query: document, variables });
}

/** Which of them were done since the last call. */
async function doneSince(): Promise<string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result.flatMap(({ url, functions }) => {
    const [, names = []] = [...ONCE].find(([file]) => url.endsWith(`/graphql/${file}`)) ?? [];
    return functions
      .filter(({ functionName, ranges }) => names.includes(functionName) && (ranges[0]?.count ?? 0) > 0)
      .map(({ functionName }) => functionName);
  });
}
