import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runScript, type Script } from '../start/script.ts';

/** A file of a folder that is cleared away with its test. */
export function temporaryFile(text: string): { readonly path: string; write(next: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'seisi-alone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  const write = (next: string) => writeFileSync(path, next);
  write(text);
  return { path, write };
}

/** The real command with these arguments, and nothing in its environment. */
export function gatewayCommand(args: readonly string[]): Script {
  return runScript('../gateway/main.ts', {}, args);
}

/** What a client reads. */
export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client reads JSON; each test says what it expects of it.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
};

/** A gateway that was started by its command and listens. */
export type Running = Script & {
  ask(query: string, token?: string): Promise<Answer>;
};

/** Starts the command on a supergraph, and waits until it says where it listens. */
export async function gatewayOver(supergraph: string, args: readonly string[] = []): Promise<Running> {
  const script = gatewayCommand(['--supergraph', supergraph, '--port', '0', ...args]);
  await script.says('Ctrl-C stops it.');
  const url = /http:\S+\/graphql/.exec(script.output())?.[0] ?? '';
  return {
    ...script,
    ask: async (query, token) => {
      const headers = {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
  };
}
