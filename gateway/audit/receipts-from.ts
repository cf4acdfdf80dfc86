import type { Receipts } from '../receipts.ts';
import { FileSink } from './file-sink.ts';
import { Intake } from './intake.ts';
import { receiptsOver } from './keep.ts';
import type { ReceiptSetting } from './setting.ts';
import type { Sink } from './sink.ts';
import { TableSink } from './table-sink.ts';
import { type GroupTold, toldWrite } from './told-sink.ts';
import { TwoSinks } from './two-sinks.ts';

/** For so long a sink may be silent about one group: the second sink still has its time before a request's ends. */
const DEADLINE_MS = 2000;
/** Nobody waits for what is taken in from the files of others. */
const INTAKE_DEADLINE_MS = 20_000;

/** Who is told of what: a line that an operator must know, without personal data; and each group that a sink was given. */
type Told = { readonly onNotice: (line: string) => void; readonly onGroup?: GroupTold | undefined };

/** Opens what a setting says; null where receipts are off. */
export function receiptsFrom(
  setting: ReceiptSetting,
  onNotice: (line: string) => void,
  onGroup?: GroupTold,
): Receipts | null {
  return setting.kind === 'OFF' ? null : receiptsOver(sinkOf(setting, { onNotice, onGroup }));
}

function sinkOf(setting: Exclude<ReceiptSetting, { kind: 'OFF' }>, { onNotice, onGroup }: Told): Sink {
  if (setting.kind === 'FILE') return told('file', new FileSink(setting.folder, DEADLINE_MS), onGroup);
  const { url, folder } = setting;
  const table = new TableSink(url, DEADLINE_MS);
  if (folder === null) return told('table', table, onGroup);
  const file = new FileSink(folder, DEADLINE_MS);
  const intake = new Intake({ folder, onNotice, table: new TableSink(url, INTAKE_DEADLINE_MS) });
  return new TwoSinks({
    table: { ...told('table', table, onGroup), probe: () => table.probe() },
    file: {
      ...told('file', file, onGroup),
      release: () => file.release(),
      get bytes() {
        return file.bytes;
      },
    },
    intake,
    onNotice,
  });
}

function told(name: 'table' | 'file', sink: Sink, onGroup: GroupTold | undefined): Sink {
  return { write: toldWrite(name, sink, onGroup), close: () => sink.close() };
}
