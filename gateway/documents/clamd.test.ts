import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clamdScan } from './clamd.ts';

/** The harmless text that every scanner finds, in two parts so that none finds it here. */
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

let server: Server;
let sockets: Socket[];
let told: (bytes: Buffer) => string;
let received: Buffer[];

/** A scanner as its protocol says, which finds EICAR. */
beforeEach(async () => {
  [sockets, received] = [[], []];
  told = (bytes) => (bytes.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
  server = createServer((socket) => {
    sockets.push(socket);
    let all = Buffer.alloc(0);
    socket
      .on('error', () => {})
      .on('data', (part) => {
        all = Buffer.concat([all, part]);
        const bytes = streamed(all);
        if (bytes === null) return;
        received.push(bytes);
        socket.end(told(bytes));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** What was streamed, once the empty chunk is there. */
function streamed(all: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (all.subarray(0, command.length).toString() !== command) return null;
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= all.length; ) {
    const length = all.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(all.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

const scan = (bytes: Buffer, signal = AbortSignal.timeout(5000)) =>
  clamdScan({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })(bytes, signal);

test('the scanner is sent every byte, in chunks, and what it finds is named', async () => {
  const large = Buffer.alloc(2_000_000, 'a');
  expect(await scan(large)).toBeNull();
  expect(received[0]?.equals(large)).toBe(true);
  expect(await scan(Buffer.from(EICAR))).toBe('Eicar-Signature');
});

test.each([
  ['a limit of its own', 'INSTREAM size limit exceeded. ERROR\0'],
  ['a failure', 'stream: Can’t open file ERROR\0'],
  ['half an answer', 'stream: OK'],
  ['nothing', ''],
  ['endless talk', 'x'.repeat(5000)],
])('what it did not look at is not clean: %s', async (_what, answer) => {
  told = () => answer;
  await expect(scan(Buffer.from('bytes'))).rejects.toThrow();
});

test('one that is away, or is not waited for any more, says nothing', async () => {
  const gone = new AbortController();
  told = () => {
    gone.abort();
    return '';
  };
  await expect(scan(Buffer.from('bytes'), gone.signal)).rejects.toThrow();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
    for (const socket of sockets) socket.destroy();
  });
  const away = clamdScan({ host: '127.0.0.1', port });
  await expect(away(Buffer.from('bytes'), AbortSignal.timeout(5000))).rejects.toThrow();
  server.listen(0, '127.0.0.1');
});
