import type { ReceiptSetting } from '@seisi/gateway/audit/setting';
import type { Observer } from '@seisi/gateway/observer';
import type { Receipts } from '@seisi/gateway/receipts';
import type { Config } from './config.ts';
import { databaseOf } from './connection.ts';
import { receiptsFolder } from './home.ts';
import { Refusal } from './refusal.ts';
import { gatewayUrl } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** Opens where receipts are kept: the registry's own table unless the configuration names another place, with the home's files behind it. Null where they are off. */
export async function openReceipts(
  config: Config,
  adminUrl: string,
  secrets: Pick<Secrets, 'rolePassword'>,
  onNotice: (line: string) => void,
  onGroup?: Observer['group'],
): Promise<Receipts | null> {
  const { receiptsFrom } = await import('@seisi/gateway/audit/receipts-from');
  const own = () => gatewayUrl(adminUrl, databaseOf(adminUrl), secrets);
  const setting = settingOf(config, own);
  try {
    return receiptsFrom(setting, onNotice, onGroup);
  } catch (error) {
    const folder = setting.kind === 'OFF' ? '' : setting.folder;
    throw new Refusal(`Receipts cannot be kept in the folder ${folder}: ${(error as Error).message}`);
  }
}

function settingOf(config: Config, ownUrl: () => string): ReceiptSetting {
  const { receipts } = config;
  if (receipts !== null && receipts.kind !== 'TABLE') return receipts;
  return { kind: 'TABLE', url: receipts?.url ?? ownUrl(), folder: receiptsFolder(config) };
}
