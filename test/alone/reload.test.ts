import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Answer, gatewayOver, type Running, temporaryFile } from './command.ts';
import { composed, SubgraphServer } from './subgraph-server.ts';

const IN_FLIGHT = 2000;
const TAKEN = 'The supergraph has changed: the new one answers.\n';

/** A subgraph that says its own name, at once or when it is let go. */
async function openSpeaker(word: string) {
  let letGo = (): void => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const server = await new SubgraphServer({
    name: 'speaker',
    sdl: 'type Query { word: String slow: String }',
    resolvers: { Query: { word: () => word, slow: () => free.then(() => word) } },
  }).open();
  onTestFinished(() => server.close());
  return { server, letGo, sdl: composed([server]) };
}

/** Waits until the gateway has told its operator so many lines. */
async function lines(gateway: Running, count: number): Promise<string[]> {
  for (;;) {
    const said = gateway.errors().split('\n').slice(0, -1);
    if (said.length >= count) return said;
    await sleep(20);
  }
}

test('two thousand requests in flight are answered, those under way by the graph that they began with, and later ones by the new', async () => {
  const [old, next] = await Promise.all([openSpeaker('old'), openSpeaker('new')]);
  const file = temporaryFile(old.sdl);
  const gateway = await gatewayOver(file.path, ['--unmarked', 'open', '--deadline-ms', '60000']);

  const inFlight = Array.from({ length: IN_FLIGHT }, () => gateway.ask('{ slow }'));
  // The subgraph keeps as many of them as it has connections; the others wait in the gateway.
  while (old.server.calls.length < 64) await sleep(10);
  file.write(next.sdl);
  await lines(gateway, 1);
  // One that had not come in when the graph changed is the new one's.
  next.letGo();
  const after = await gateway.ask('{ word }');
  old.letGo();

  const answers = await Promise.all(inFlight);
  const kinds = Map.groupBy(answers, ({ status, data, errors }) => JSON.stringify([status, data, errors]));
  const byOld = kinds.get('[200,{"slow":"old"},null]')?.length ?? 0;
  const byNew = kinds.get('[200,{"slow":"new"},null]')?.length ?? 0;
  expect(byOld).toBeGreaterThanOrEqual(64);
  expect(byOld + byNew).toBe(IN_FLIGHT);
  expect(after).toEqual({ status: 200, data: { word: 'new' } });
  expect(gateway.errors()).toBe(TAKEN);
}, 60_000);

test('under a stream of requests a change drops none: each is answered by one graph or the other, in the end by the new', async () => {
  const [old, next] = await Promise.all([openSpeaker('old'), openSpeaker('new')]);
  const file = temporaryFile(old.sdl);
  const gateway = await gatewayOver(file.path, ['--unmarked', 'open']);

  const answers: Answer[] = [];
  let isOver = false;
  const asking = Array.from({ length: 32 }, async () => {
    while (!isOver) answers.push(await gateway.ask('{ word }'));
  });
  while (answers.length < 200) await sleep(10);
  file.write(next.sdl);
  await lines(gateway, 1);
  const sofar = answers.length;
  while (answers.length < sofar + 200) await sleep(10);
  isOver = true;
  await Promise.all(asking);

  const words = answers.map(({ status, data, errors }) => [status, data?.word, errors]);
  const kinds = Map.groupBy(words, (word) => JSON.stringify(word));
  expect(new Set(kinds.keys())).toEqual(new Set(['[200,"old",null]', '[200,"new",null]']));
  expect(words.slice(-100).map(([, word]) => word)).toEqual(Array(100).fill('new'));
}, 60_000);

test('a broken file is refused with one line and the old graph goes on; a good one is then taken, also at SIGHUP', async () => {
  const [old, next] = await Promise.all([openSpeaker('old'), openSpeaker('new')]);
  const file = temporaryFile(old.sdl);
  const gateway = await gatewayOver(file.path, ['--unmarked', 'open']);

  file.write(next.sdl.slice(0, next.sdl.length / 2));
  const [refused = ''] = await lines(gateway, 1);
  expect(refused).toMatch(/^The new supergraph is refused, the old one goes on: /);
  expect((await gateway.ask('{ word }')).data).toEqual({ word: 'old' });

  file.write(next.sdl);
  process.kill(gateway.pid, 'SIGHUP');
  await lines(gateway, 2);
  expect((await gateway.ask('{ word }')).data).toEqual({ word: 'new' });
  expect(gateway.errors()).toBe(`${refused}\n${TAKEN}`);

  process.kill(gateway.pid, 'SIGINT');
  expect(await gateway.ended).toBe(0);
});

test('a change to a graph that closes a field closes it from the next request on', async () => {
  const { server, sdl } = await openSpeaker('old');
  const marked = await new SubgraphServer({
    name: 'speaker',
    sdl: 'type Query { word: String @authenticated slow: String }',
    resolvers: {},
  }).open();
  onTestFinished(() => marked.close());
  const file = temporaryFile(sdl);
  const gateway = await gatewayOver(file.path, ['--unmarked', 'open']);
  expect((await gateway.ask('{ word }')).data).toEqual({ word: 'old' });

  file.write(composed([marked]).replace(marked.url, server.url));
  await lines(gateway, 1);
  const asked = server.calls.length;
  const { errors } = await gateway.ask('{ word }');
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(server.calls).toHaveLength(asked);
});

test('a redirect of a subgraph is not followed', async () => {
  const { sdl, server } = await openSpeaker('old');
  const paths: unknown[] = [];
  const redirecting = createServer((message, reply) => {
    paths.push(message.url);
    reply.writeHead(307, { location: server.url }).end();
  });
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void redirecting.close());
  const { port } = redirecting.address() as { readonly port: number };
  const file = temporaryFile(sdl.replace(server.url, `http://127.0.0.1:${port}/here?x=1`));
  const gateway = await gatewayOver(file.path, ['--unmarked', 'open']);

  const { data, errors } = await gateway.ask('{ word }');
  expect([data, errors?.map(({ extensions }) => extensions['code'])]).toEqual([
    { word: null },
    ['SOURCE_UNAVAILABLE'],
  ]);
  expect(paths).toEqual(['/here?x=1']);
  expect(server.calls).toEqual([]);
});
