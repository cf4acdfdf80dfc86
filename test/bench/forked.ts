import type { ChildProcess } from 'node:child_process';
import type { Reply } from './order.ts';

/** Ends a forked process by hanging up, and by force where it does not end in five seconds. */
export function closeChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    if (child.connected) child.disconnect();
  });
}

/** The next thing that a forked process says; its end is a failure. */
export function nextReply<Said = Reply>(child: ChildProcess, name: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${name} ended by itself (${code}).`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.removeListener('exit', ended);
      resolve(message as Said);
    });
  });
}
