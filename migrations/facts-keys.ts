import { factsKeyOf } from '../subgraphs/host/facts-wire.ts';
import { readConfig } from './config.ts';
import { Refusal, runCommand } from './refusal.ts';
import { discoverRooms } from './rooms.ts';
import { readSecrets } from './secrets.ts';

/** The lines for the secret `facts-keys` of one room in another process, newest first: derived from the masters, which stay here. */
export function factsKeysOf(room: string, masters: readonly string[]): string {
  return masters.map((master) => `${factsKeyOf(master, room)}\n`).join('');
}

if (import.meta.main)
  await runCommand(async () => {
    const room = process.argv[2] ?? '';
    if (!discoverRooms().includes(room)) throw new Refusal('Name a room: node migrations/facts-keys.ts oku');
    process.stdout.write(factsKeysOf(room, readSecrets(readConfig()).factsKeys));
  });
