import { link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Message, MessageFailure, type MessageSink } from './message.ts';

/** Puts each message into a file of its own, by its id, for its owner alone; one that is there already stays as it is. */
export function fileSink(folder: string): MessageSink {
  return {
    send: (message) => put(folder, message).catch(fail),
    close: async () => {},
  };
}

/** A file is there whole, or not at all. */
async function put(folder: string, message: Message): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${message.id}.txt`);
  const draft = `${path}.${crypto.randomUUID()}.partial`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(textOf(message));
    await file.sync();
    await link(draft, path).catch(unlessThere);
  } finally {
    await file.close();
    await unlink(draft);
  }
}

function textOf({ channel, to, subject, text }: Message): string {
  return `Channel: ${channel}\nTo: ${to}\nSubject: ${subject}\n\n${text}\n`;
}

function unlessThere(error: unknown): void {
  if ((error as { code?: string }).code !== 'EEXIST') throw error;
}

function fail(error: unknown): never {
  throw new MessageFailure((error as { code?: string }).code ?? 'FILE');
}
