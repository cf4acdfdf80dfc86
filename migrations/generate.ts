import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { cloneFolder } from './home.ts';
import { Refusal, runCommand } from './refusal.ts';
import { discoverRooms } from './rooms.ts';

/** Writes a migration for every room whose tables have changed. A person reads the SQL before it is merged; merged ones are never edited. */
async function generate(name: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z]+(-[a-z]+)+$/.test(name)) {
    throw new Refusal('Say what the migration does, verb first: npx pnpm migration add-office');
  }
  for (const room of discoverRooms()) {
    const { status } = spawnSync(
      join(import.meta.dirname, 'node_modules', '.bin', 'drizzle-kit'),
      ['generate', '--config', 'migrations/drizzle.config.ts', '--name', name],
      {
        cwd: cloneFolder,
        env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ROOM: room },
        stdio: 'inherit',
      },
    );
    if (status !== 0) throw new Refusal(`The migration of the room ${room} could not be written.`);
  }
}

if (import.meta.main) await runCommand(() => generate(process.argv[2]));
