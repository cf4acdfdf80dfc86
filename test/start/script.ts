import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { compiledCode } from '../setup/compiled-code.ts';

/** The root of this clone, where the two commands are typed. */
export const CLONE = join(import.meta.dirname, '..', '..');

/** One of the real scripts, running as a process of its own in a group of its own, as from a terminal. */
export type Script = {
  readonly pid: number;
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when the output holds this text; rejects when the script ends before. */
  says(text: string): Promise<void>;
};

/** Runs `migrations/<name>` with these variables and arguments; what still runs when its test is over is killed. */
export function runScript(
  name: string,
  variables: Record<string, string>,
  args: readonly string[] = [],
): Script {
  const child = spawn(process.execPath, [join(CLONE, 'migrations', name), ...args], {
    cwd: CLONE,
    env: { ...compiledCode(), ...variables },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let code: number | null | undefined;
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (exitCode) => {
      code = exitCode;
      resolve(exitCode);
    });
  });
  onTestFinished(() => {
    if (code === undefined) child.kill('SIGKILL');
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    errors: () => errors,
    ended,
    async says(text) {
      while (!output.includes(text)) {
        if (code !== undefined) throw new Error(`ended with ${code} before "${text}":\n${output}\n${errors}`);
        await sleep(20);
      }
    },
  };
}

/** A home that does not exist yet, and how to clear it away with everything that still runs on it. */
export function temporaryHome(): { folder: string; clear: () => void } {
  const folder = join(tmpdir(), `seisi-start-${randomBytes(6).toString('hex')}`);
  return {
    folder,
    clear: () => {
      for (const pid of processesOn(folder)) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The processes that name this folder in their command: the server, its keeper, and workers; or those that name a script too. */
export function processesOn(folder: string, script = ''): number[] {
  return commands()
    .filter(({ command }) => command.includes(folder) && command.includes(script))
    .map(({ pid }) => pid);
}

/** Waits up to five seconds until no process runs on this folder but these; returns those that then do. */
export async function leftOn(folder: string, expected: readonly number[] = []): Promise<number[]> {
  const until = Date.now() + 5000;
  while (processesOn(folder).length > expected.length && Date.now() < until) await sleep(25);
  return processesOn(folder);
}

function commands(): { pid: number; command: string }[] {
  if (!existsSync('/proc/self/cmdline')) {
    const lines = execFileSync('ps', ['ax', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandLine(name) }));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
