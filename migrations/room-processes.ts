import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Outside } from '@seisi/schema/outside';
import { ownersOf } from '@seisi/schema/owners';
import { supergraph } from '@seisi/schema/sdl';
import { databaseOf } from './connection.ts';
import { factsKeysOf } from './facts-keys.ts';
import { cloneFolder, homeFolder, noticesFolder, outgoingFolder, publicUrl } from './home.ts';
import type { GatewayOrder } from './open-gateway.ts';
import { Refusal } from './refusal.ts';
import { roomUrl } from './roles.ts';
import { discoverRooms } from './rooms.ts';
import type { Secrets } from './secrets.ts';

/** The rooms of the house, each a process of its own, by the addresses at which they take calls. */
export type RoomProcesses = { readonly urls: ReadonlyMap<string, string>; close(): Promise<void> };

/** Where lines for whoever looks go, and lines for whoever must act. */
export type Told = { said(line: string): void; complained(line: string): void };

const MAIN = join(cloneFolder, 'subgraphs', 'host', 'main.ts');
/** The room that keeps the log of receipts: it alone signs. */
const RECEIPT_ROOM = 'receipt';
const CARD_ROOM = 'oku';
const CLOSING_MILLISECONDS = 10_000;

/**
 * Starts every room as a process with nothing but what is its own: its role, its secrets, the addresses of the others. One that ends by itself
 * is told of and stays away: what it would tell is unknown until it is started again.
 * @throws Refusal where one does not start; the others are then ended
 */
export async function startRooms(
  order: GatewayOrder,
  { secrets, outside }: { readonly secrets: Secrets; readonly outside: Outside },
  told: Told,
): Promise<RoomProcesses> {
  const names = discoverRooms();
  const ports = await freePorts(names.length);
  const urls = new Map(names.map((name, index) => [name, `http://127.0.0.1:${ports[index]}/graphql`]));
  const children: ChildProcess[] = [];
  let isClosing = false;
  const close = async () => {
    isClosing = true;
    await Promise.all(children.map(end));
  };
  try {
    await Promise.all(
      names.map(async (name, index) => {
        const folder = putSecrets(order, name, secrets);
        const child = openRoom(name, String(ports[index]), {
          DATABASE_URL: roomUrl(order.adminUrl, databaseOf(order.adminUrl), name, secrets),
          SEISI_SECRETS_DIR: folder,
          ...noticesOf(order, name, folder),
          SEISI_OUTGOING: outgoingFolder(order.config),
          SEISI_PUBLIC_URL: publicUrl(order.config),
          ...(decides(name) ? registersOf(outside) : {}),
          ...Object.fromEntries([...urls].map(([other, url]) => [variableOf(other), url])),
        });
        children.push(child);
        await listening(child, name);
        told.said(`The room ${name} runs at ${urls.get(name)} (pid ${child.pid})`);
        child.once('exit', (code, signal) => {
          if (!isClosing) told.complained(`The room ${name} ended by itself (${signal ?? code}).`);
        });
      }),
    );
    return { urls, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openRoom(name: string, port: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN, name, '--port', port], {
    env,
    // It ends when this process lets go of it, however that comes about.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}

/** Only a room with an outbox carries errands; by which ways, stands among its secrets. */
function noticesOf({ config }: GatewayOrder, room: string, folder: string): { SEISI_NOTICES?: string } {
  if (!existsSync(join(cloneFolder, 'subgraphs', room, 'outbox.table.ts'))) return {};
  const { notices } = config;
  if (notices === null) return { SEISI_NOTICES: `file:${noticesFolder(config)}` };
  if (notices.kind === 'FILE') return { SEISI_NOTICES: `file:${resolve(notices.folder)}` };
  if (notices.kind === 'OFF') return { SEISI_NOTICES: 'off' };
  const path = join(folder, 'notices.json');
  writeFileSync(path, JSON.stringify({ mail: notices.mail, sms: notices.sms }), { mode: 0o600 });
  return { SEISI_NOTICES: `send:${path}` };
}

function variableOf(room: string): string {
  return `SUBGRAPH_URL_${room.toUpperCase().replaceAll('-', '_')}`;
}

/** The room says its address when it listens. */
function listening(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Refusal(`The room ${name} did not start.`));
    child.once('error', failed);
    child.once('exit', failed);
    child.stdout?.once('data', () => {
      child.off('exit', failed);
      resolve();
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), CLOSING_MILLISECONDS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    if (child.connected) child.disconnect();
    else child.kill('SIGTERM');
  });
}

/** What this room may know and no other: made anew at each start, beside the secrets that it is made of. */
function putSecrets({ config }: GatewayOrder, room: string, secrets: Secrets): string {
  const folder = join(homeFolder(config), 'apart', room);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 });
  const { kty, crv, alg, kid, x } = secrets.passportKey;
  put('grant-keys', linesOf(secrets.grantKeys));
  put('cursor-keys', linesOf(secrets.cursorKeys));
  put('facts-keys', decides(room) ? linesOf(secrets.factsKeys) : factsKeysOf(room, secrets.factsKeys));
  put('passport-keys.json', JSON.stringify({ keys: [{ kty, crv, alg, kid, x }] }));
  if (room === RECEIPT_ROOM) {
    put('receipt-key.json', JSON.stringify(secrets.receiptKey));
    put('receipt-former-keys.json', JSON.stringify({ keys: secrets.formerReceiptKeys }));
  }
  if (room === CARD_ROOM) put('card-key.json', JSON.stringify(secrets.cardKey));
  return folder;
}

/** Whether it is the room that decides: it mints, and it alone asks the registers of other departments. */
function decides(room: string): boolean {
  return ownersOf(supergraph(), new Set()).basisRoom === room;
}

function registersOf(outside: Outside): Record<string, string> {
  return { SEISI_REGISTERS: [...outside].map(([name, address]) => `${name}=${address}`).join(',') };
}

function linesOf(keys: readonly string[]): string {
  return keys.map((key) => `${key}\n`).join('');
}

/** Ports that are free now. All are held at once, so that no two are one. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
