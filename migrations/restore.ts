import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from './config.ts';
import { refuseUnfitDatabase } from './connection.ts';
import { holdDatabase } from './database.ts';
import { openHome, receiptsFolder } from './home.ts';
import { restoreRequest } from './keeping/arguments.ts';
import { readBackup, restoreBackup } from './keeping/restore-backup.ts';
import { Refusal, runCommand } from './refusal.ts';
import { discoverRooms } from './rooms.ts';
import { migrate } from './run.ts';
import { readSecrets } from './secrets.ts';

/** Puts a backup into an empty database, and brings it to what this version knows. The backup is read whole before anything is started. */
async function restore(config: Config, folder: string): Promise<void> {
  refuseMissingKey(config);
  const rooms = discoverRooms();
  const secrets = readSecrets(config);
  const manifest = await readBackup(folder, { key: secrets.receiptKey, rooms });
  const database = await (await holdDatabase(config, 'refuse'))();
  try {
    const { adminUrl } = database;
    await refuseUnfitDatabase(adminUrl);
    const waiting = config.receipts?.kind === 'FILE' ? config.receipts.folder : receiptsFolder(config);
    const order = { adminUrl, rooms, receiptsFolder: waiting, key: secrets.receiptKey };
    const lost = database.lost.then((refusal) => Promise.reject(refusal));
    await Promise.race([lost, restoreBackup(order, folder, manifest)]);
    await migrate(adminUrl, secrets, rooms);
  } finally {
    await database.close();
  }
  process.stdout.write(
    `Restored: the registers and receipts as of ${manifest.madeAt}.\n` +
      'What was written later is gone, also seals and consents that were taken back: enter it again before anybody is let in.\n' +
      'npx pnpm receipts audit recomputes the tree. Receipts that were handed out later are not in it, and npx pnpm receipts verify says so of each.\n',
  );
}

/** New secrets would be made otherwise, of which the backup knows nothing. */
function refuseMissingKey(config: Config): void {
  const folder = config.secretsDir ?? openHome(config).secrets;
  if (existsSync(join(folder, 'receipt-key.json'))) return;
  throw new Refusal(
    `The secrets of the house that made the backup are needed: put them into ${folder} first. A backup holds none.`,
  );
}

if (import.meta.main)
  await runCommand(() => {
    const { folder, into } = restoreRequest(process.argv.slice(2));
    const config = readConfig();
    return restore(into === null ? config : { ...config, databaseUrl: into }, folder);
  });
