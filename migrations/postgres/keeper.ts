import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What the keeper runs, and where its server writes its log. */
export type KeeperOrder = {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly log: string;
  readonly uid: number | null;
  readonly gid: number | null;
};

const MILLISECONDS_TO_STOP = 8000;

/**
 * Keeps one PostgreSQL server for as long as the process that started the keeper lives: their common pipe ends with it, however it ends,
 * and then the server is stopped and the keeper leaves. It is a process of its own so that neither Ctrl-C nor SIGKILL of a start leaves a server.
 */
function keep(order: KeeperOrder): void {
  const log = openSync(order.log, 'a');
  const server = spawn(order.command, [...order.arguments], {
    cwd: order.folder,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', log, log],
    ...(order.uid === null || order.gid === null ? {} : { uid: order.uid, gid: order.gid }),
  });
  server.once('error', (error) => {
    writeSync(log, `FATAL: ${error.message}\n`);
    process.exit(1);
  });
  server.once('exit', (code) => process.exit(code === 0 ? 0 : 1));
  const stop = stopOnce(server);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  process.stdin.on('end', stop).on('error', stop).resume();
}

/** Fast shutdown first: sessions end, what was committed is written. A server that does not listen is stopped at once and recovers at its next start. */
function stopOnce(server: ChildProcess): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    server.kill('SIGINT');
    setTimeout(() => server.kill('SIGQUIT'), MILLISECONDS_TO_STOP);
    setTimeout(() => server.kill('SIGKILL'), MILLISECONDS_TO_STOP + 2000);
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  keep(JSON.parse(process.argv[2] ?? '{}') as KeeperOrder);
