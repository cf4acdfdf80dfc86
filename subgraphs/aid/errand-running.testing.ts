import { openCourier } from '@seisi/host/courier';
import { fileSink } from '@seisi/host/message/file-sink';
import { FAST } from './errand.testing.ts';
import { noticeCarrier } from './notice-errand.step.ts';
import { outbox } from './outbox.table.ts';

/** A courier in a process of its own, to be killed between sending and writing it down: it sends, says so, and does nothing more. */
const [given = '{}'] = process.argv.slice(2);
const { databaseUrl, folder } = JSON.parse(given) as { databaseUrl: string; folder: string };
const sink = fileSink(folder);
const carrier = noticeCarrier({
  send: async (message) => {
    await sink.send(message);
    process.stdout.write('sent\n');
    await new Promise(() => {});
  },
  close: sink.close,
});
openCourier({
  room: 'aid',
  databaseUrl,
  outbox,
  carriers: { notice: carrier },
  now: Date.now,
  onNotice: (line) => process.stderr.write(`${line}\n`),
  pace: FAST,
});
