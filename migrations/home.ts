import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Config } from './config.ts';
import { Refusal } from './refusal.ts';

/** Whom the database server runs as; null: whoever started it. PostgreSQL refuses to run as root. */
export type ServerUser = { readonly uid: number; readonly gid: number } | null;

/** The folders of one clone's database and secrets. */
export type Home = {
  readonly folder: string;
  readonly secrets: string;
  /** Owned by the server's user: data, port, log. */
  readonly postgres: string;
  readonly serverUser: ServerUser;
};

/** The root of this clone. */
export const cloneFolder = realpathSync(join(import.meta.dirname, '..'));

/** Where this clone's home is: `SEISI_HOME`, or a folder of the user's state named by the clone's path, so that two clones live side by side. */
export function homeFolder(config: Config, asRoot = isRoot()): string {
  if (config.home !== null) return resolve(config.home);
  const name = createHash('sha256').update(cloneFolder).digest('hex').slice(0, 12);
  if (asRoot) return join('/var/lib/seisi', name);
  return join(config.stateHome ?? join(homedir(), '.local', 'state'), 'seisi', name);
}

/** The home with its folders made; as root the database's part belongs to an unprivileged user. */
export function openHome(config: Config): Home {
  const folder = homeFolder(config);
  const secrets = join(folder, 'secrets');
  const postgres = join(folder, 'postgres');
  makeFolder(folder);
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const isNew = !existsSync(postgres);
  mkdirSync(postgres, { recursive: true, mode: 0o700 });
  if (!isRoot()) return { folder, secrets, postgres, serverUser: null };

  const serverUser = isNew ? unprivilegedUser() : ownerOf(postgres);
  chownSync(postgres, serverUser.uid, serverUser.gid);
  refuseUnreachable(postgres, serverUser.uid);
  return { folder, secrets, postgres, serverUser };
}

/** Where receipts wait for the table; the home is made, the folder is not. */
export function receiptsFolder(config: Config): string {
  const folder = homeFolder(config);
  makeFolder(folder);
  return join(folder, 'receipts');
}

/** Where notices are put that leave for nowhere. */
export function noticesFolder(config: Config): string {
  return join(homeFolder(config), 'notices');
}

/** Where the house is reached, as it stands in credentials. */
export function publicUrl({ publicUrl: url, port }: Pick<Config, 'publicUrl' | 'port'>): string {
  return url ?? `http://localhost:${port}`;
}

/** Under which folder rooms put files that are carried on from there. */
export function outgoingFolder(config: Config): string {
  return resolve(config.outgoing ?? homeFolder(config));
}

/** Where documents are kept, unless a store is named. */
export function documentsFolder(config: Config): string {
  return join(homeFolder(config), 'documents');
}

/** Whether this process has root's rights. */
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Makes a folder and those above it. As root they may be entered by everyone, whatever the umask: the server's user must get through. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined || !isRoot()) return;
  for (let made = folder; made.startsWith(first); made = dirname(made)) chmodSync(made, 0o755);
}

/** A home that exists keeps its user, whatever users the machine has got since. */
function ownerOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(folder);
  return uid === 0 ? unprivilegedUser() : { uid, gid };
}

/** The server's user must stand in /etc/passwd, or initdb refuses. */
function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0);
  const user =
    users.find((one) => one.name === 'postgres') ?? users.find((one) => one.name === 'nobody') ?? users[0];
  if (user === undefined)
    throw new Refusal('PostgreSQL does not run as root, and this machine has no other user.');
  return { uid: user.uid, gid: user.gid };
}

function refuseUnreachable(folder: string, uid: number): void {
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const { mode, uid: owner } = statSync(parent);
    const enters = owner === uid ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0;
    if (!enters) {
      throw new Refusal(
        `The database runs as an unprivileged user, who cannot enter ${parent}: set SEISI_HOME to a folder that everyone may enter.`,
      );
    }
    if (parent === dirname(parent)) return;
  }
}
