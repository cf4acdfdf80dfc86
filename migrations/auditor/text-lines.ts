import { createReadStream } from 'node:fs';

/**
 * The lines of a file, without their line breaks, in memory one at a time. Only a line feed ends a line, so that no byte is passed over.
 * @throws TypeError where the bytes are no UTF-8
 */
export async function* textLines(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const part of createReadStream(file)) {
    const lines = (rest + decoder.decode(part as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
