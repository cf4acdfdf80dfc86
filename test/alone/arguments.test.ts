import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { gatewayCommand, temporaryFile } from './command.ts';
import { openShop } from './shop.ts';
import { composed } from './subgraph-server.ts';

const TOKENS = ['--issuer', 'https://issuer.example', '--audience', 'shop'];

/** What the command says and how it ends. */
async function refused(args: readonly string[]): Promise<readonly [number | null, string]> {
  const script = gatewayCommand(args);
  const code = await script.ended;
  expect(script.output()).toBe('');
  const lines = script.errors().trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return [code, lines[0] ?? ''];
}

test('--help says what there is', async () => {
  const script = gatewayCommand(['--help']);
  expect(await script.ended).toBe(0);
  for (const flag of [
    'supergraph',
    'port',
    'host',
    'unmarked',
    'jwks',
    'issuer',
    'audience',
    'receipts',
    'deadline-ms',
  ])
    expect(script.output()).toContain(`--${flag} `);
  expect(script.errors()).toBe('');
});

test.for([
  ['no file', ['--port', '0'], '--supergraph FILE is needed.'],
  ['no port', ['--supergraph', 'a.graphql'], '--port N is needed.'],
  ['a port that is none', ['--supergraph', 'a', '--port', '65536'], 'whole number from 0 to 65535'],
  ['no time at all', ['--supergraph', 'a', '--port', '0', '--deadline-ms', '0'], 'from 1 to 600000'],
  ['an unknown flag', ['--supergraph', 'a', '--port', '0', '--open'], "Unknown option '--open'"],
  ['a word too many', ['--supergraph', 'a', '--port', '0', 'b'], "Unexpected argument 'b'"],
  ['a third way', ['--supergraph', 'a', '--port', '0', '--unmarked', 'half'], 'open or closed'],
  ['keys of nobody', ['--supergraph', 'a', '--port', '0', '--jwks', 'https://i.example'], 'go together'],
  ['keys at no address', ['--supergraph', 'a', '--port', '0', '--jwks', 'keys', ...TOKENS], 'an address'],
] as const)('%s is asked wrongly: one sentence and 2', async ([_what, args, sentence]) => {
  const [code, line] = await refused(args);
  expect([code, line]).toEqual([2, expect.stringContaining(sentence)]);
});

test.for([
  ['a file that is missing', null, 'no such file'],
  ['a file that is no GraphQL', 'type {', 'Syntax Error'],
  ['a schema that is no supergraph', 'type Query { a: Int }', 'names no subgraphs'],
] as const)('%s is refused in one sentence and 1', async ([_what, text, sentence]) => {
  const { path } = temporaryFile(text ?? '');
  const [code, line] = await refused(['--supergraph', text === null ? `${path}.away` : path, '--port', '0']);
  expect([code, line]).toEqual([1, expect.stringContaining(sentence)]);
});

test('a supergraph with a subgraph that has no address, or one with a password, is refused in one sentence', async () => {
  const shop = await openShop();
  onTestFinished(() => shop.close());
  const whole = composed(shop.all);
  for (const [url, sentence] of [
    ['', 'The subgraph users has no http or https address'],
    ['file:///etc/passwd', 'The subgraph users has no http or https address'],
    ['http://me:secret@127.0.0.1/', 'The address of the subgraph users holds a password'],
  ] as const) {
    const { path } = temporaryFile(whole.replace(shop.users.url, url));
    const [code, line] = await refused(['--supergraph', path, '--port', '0']);
    expect([code, line]).toEqual([1, expect.stringContaining(sentence)]);
    expect(line).not.toContain('secret');
  }
});

test('a port that is taken, keys on an open way and receipts at no place are refused in one sentence', async () => {
  const shop = await openShop();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    taken.close();
    await shop.close();
  });
  const { path } = temporaryFile(composed(shop.all));
  const { port } = taken.address() as AddressInfo;

  const base = ['--supergraph', path, '--port'];
  const [inUse, openWay, nowhere] = [
    await refused([...base, String(port)]),
    await refused([...base, '0', '--jwks', 'http://issuer.example/keys', ...TOKENS]),
    await refused([...base, '0', '--receipts', 'elsewhere']),
  ];
  expect(inUse).toEqual([1, expect.stringContaining('EADDRINUSE')]);
  expect(openWay).toEqual([1, expect.stringContaining('--jwks must be an https address')]);
  expect(nowhere).toEqual([1, expect.stringContaining('postgres:URL or in file:DIR, or are off')]);
});
