import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serveAlone } from '@seisi/gateway/serve-alone';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFile } from './command.ts';
import { composed, SubgraphServer } from './subgraph-server.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const TYPES = 150;

/** What is in use after everything that can be given back was. */
async function used(): Promise<number> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

test('old graphs give their memory back: fifteen changes of a graph cost less than a quarter of one each', async () => {
  const types = Array.from(
    { length: TYPES },
    (_none, index) => `type T${index} { a: Int b: String c: T${(index + 1) % TYPES} }`,
  );
  const server = await new SubgraphServer({
    name: 'large',
    sdl: `type Query { word: String first: T0 } ${types.join(' ')}`,
    resolvers: { Query: { word: () => 'said' } },
  }).open();
  onTestFinished(() => server.close());
  const sdl = composed([server]);
  const file = temporaryFile(sdl);
  const notices: string[] = [];
  const before = await used();
  const gateway = await serveAlone(
    {
      file: file.path,
      host: '127.0.0.1',
      port: 0,
      unmarked: 'open',
      tokens: null,
      receipts: 'off',
      deadlineMs: 60_000,
    },
    { onNotice: (line) => notices.push(line) },
  );
  onTestFinished(() => gateway.close());
  const ask = async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ word }"}',
    });
    expect(await response.json()).toEqual({ data: { word: 'said' } });
  };
  const changed = async (from: number, to: number) => {
    for (let turn = from; turn < to; turn += 1) {
      writeFileSync(file.path, `${sdl}\n# ${turn}\n`);
      await gateway.reload();
      await ask();
    }
    return used();
  };
  const one = (await used()) - before;
  const early = await changed(0, 5);
  const late = await changed(5, 20);
  expect((late - early) / 15).toBeLessThan(one / 4);
  expect(notices).toHaveLength(20);
}, 120_000);
