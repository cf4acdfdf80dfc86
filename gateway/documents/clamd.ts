import { connect, type Socket } from 'node:net';
import type { Scan } from '../documents.ts';

/** For how long a scanner may be silent, in milliseconds. */
const SILENT_MILLISECONDS = 10_000;
const CHUNK_BYTES = 64 * 1024;
const MOST_REPLY_CHARACTERS = 1024;

/** A clamd, asked by its INSTREAM command: the bytes in chunks with their lengths before them, an empty one at the end, and one line back. */
export function clamdScan({ host, port }: { readonly host: string; readonly port: number }): Scan {
  return async (bytes, signal) => {
    const reply = await told(connect({ host, port }), bytes, signal);
    if (reply === 'stream: OK') return null;
    const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
    if (found !== undefined) return found;
    // It was too large for it, or it failed: what it did not look at is not clean.
    throw new Error('The scanner did not say whether the document is clean.');
  };
}

function told(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const stop = () => socket.destroy(new Error('Nobody waits for the scanner any more.'));
    socket.setTimeout(SILENT_MILLISECONDS, () => socket.destroy(new Error('The scanner is silent.')));
    socket.setEncoding('utf8').on('data', (text: string) => {
      reply += text;
      if (reply.length > MOST_REPLY_CHARACTERS) socket.destroy(new Error('The scanner said too much.'));
    });
    socket.once('error', reject).once('close', () => {
      signal.removeEventListener('abort', stop);
      // An answer ends with a zero byte; without it the line broke before it was whole.
      if (reply.endsWith('\0')) resolve(reply.slice(0, -1));
      else reject(new Error('The scanner closed the connection.'));
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      write(socket, bytes.subarray(at, at + CHUNK_BYTES));
    write(socket, Buffer.alloc(0));
  });
}

function write(socket: Socket, chunk: Buffer): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  socket.write(length);
  if (chunk.length > 0) socket.write(chunk);
}
