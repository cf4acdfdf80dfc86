import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder } from './load.ts';

/** What clients of all processes of a proof were told, and those processes. */
export class Promises {
  /** The leaf hash that was handed out, by the receipt's id. */
  readonly kept = new Map<string, string>();
  readonly notices: string[] = [];
  refused = 0;
  #child: ChildProcess | null = null;
  #ended: Promise<unknown> = Promise.resolve();

  /** Starts a process under load. */
  start(order: LoadOrder): void {
    const script = join(import.meta.dirname, 'load.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: 'pipe' });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => this.#hear(line));
    createInterface({ input: child.stderr }).on('line', (line) => this.notices.push(line));
    child.stdin.on('error', () => {});
    this.#child = child;
    this.#ended = Promise.all([
      new Promise((resolve) => lines.once('close', resolve)),
      new Promise((resolve) => child.once('exit', resolve)),
    ]);
  }

  /** Kills the process with whatever it is doing, and reads to the end what it said. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  /** Ends the load and waits for the process. @throws Error where it did not end by itself */
  async end(): Promise<void> {
    this.#child?.stdin?.end();
    await this.#ended;
    if (this.#child?.exitCode !== 0)
      throw new Error(`The load failed:\n${this.notices.slice(-20).join('\n')}`);
  }

  #hear(line: string): void {
    const [id = '', leaf = ''] = line.split(' ');
    if (id === '!' && leaf === 'AUDIT_UNAVAILABLE') this.refused += 1;
    else if (id.length === 36 && leaf.length === 43 && !this.kept.has(id)) this.kept.set(id, leaf);
    else throw new Error(`The load said "${line}".`);
  }
}
