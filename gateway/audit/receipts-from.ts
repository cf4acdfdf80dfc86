import type { Receipts } from '../receipts.ts';
import { FileSink } from './file-sink.ts';
import { Intake } from './intake.ts';
import { receiptsOver } from './keep.ts';
import type { ReceiptSetting } from './setting.ts';
import type { Sink } from './sink.ts';
import { TableSink } from './table-sink.ts';
import { TwoSinks } from './two-sinks.ts';

/** For so long a sink may be silent about one group: the second sink still has its time before a request's ends. */
const DEADLINE_MS = 2000;
/** Nobody waits for what is taken in from the files of others. */
const INTAKE_DEADLINE_MS = 20_000;

/** Opens what a setting says; null where receipts are off. `onNotice` is told in one line what an operator must know: no personal data. */
export function receiptsFrom(setting: ReceiptSetting, onNotice: (line: string) => void): Receipts | null {
  return setting.kind === 'OFF' ? null : receiptsOver(sinkOf(setting, onNotice));
}

function sinkOf(setting: Exclude<ReceiptSetting, { kind: 'OFF' }>, onNotice: (line: string) => void): Sink {
  if (setting.kind === 'FILE') return new FileSink(setting.folder, DEADLINE_MS);
  const { url, folder } = setting;
  const table = new TableSink(url, DEADLINE_MS);
  if (folder === null) return table;
  const file = new FileSink(folder, DEADLINE_MS);
  const intake = new Intake({ folder, onNotice, table: new TableSink(url, INTAKE_DEADLINE_MS) });
  return new TwoSinks({ table, file, intake, onNotice });
}
