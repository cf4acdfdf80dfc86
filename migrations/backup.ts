import { type Config, readConfig } from './config.ts';
import { holdDatabase } from './database.ts';
import { receiptsFolder } from './home.ts';
import { backupFolder } from './keeping/arguments.ts';
import { makeBackup } from './keeping/make-backup.ts';
import { runCommand } from './refusal.ts';
import { discoverRooms } from './rooms.ts';
import { readSecrets } from './secrets.ts';

/** Backs the registers and the receipts up into a new folder, while the house serves or not. */
async function backup(config: Config, folder: string): Promise<void> {
  const database = await (await holdDatabase(config, 'join'))();
  try {
    const order = {
      adminUrl: database.adminUrl,
      rooms: discoverRooms(),
      receiptsFolder: config.receipts?.kind === 'FILE' ? config.receipts.folder : receiptsFolder(config),
      key: readSecrets(config).receiptKey,
    };
    const { tables, receipts, madeAt, checkpoint } = await makeBackup(order, folder);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `${folder}: ${rows} rows of ${tables.length} tables as of ${madeAt}, ${checkpoint?.size ?? 0} receipts in the tree, ${receipts.length} files of receipts.\n` +
        'It holds personal data, and no secret: keep it encrypted, and the secrets apart from it.\n',
    );
  } finally {
    await database.close();
  }
}

if (import.meta.main) await runCommand(() => backup(readConfig(), backupFolder(process.argv.slice(2))));
