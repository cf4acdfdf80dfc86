import { arrayText } from '@seisi/host/hot-read';
import type { TurnSql } from './one-worker.step.ts';
import type { PaymentChannel } from './payment-channel.ts';
import { type FileFormat, type FileLine, fileName, hashOf } from './payment-file.ts';
import { linesOfFile } from './payment-run.ts';
import type { LockedRun } from './prepare-run.step.ts';

/** How many files of a run there are. */
export async function filesMade(sql: TurnSql, { id }: Pick<LockedRun, 'id'>): Promise<number> {
  const [made] = await sql<{ count: number }[]>`
    select count(*)::int as count from aid.payment_file where run_id = ${id}`;
  return made?.count ?? 0;
}

/**
 * Makes the next file of a run: its lines, in the order of their payments, its number, and its hash.
 * @throws where the lines are not those that the run counted
 */
export async function makeFile(
  sql: TurnSql,
  run: LockedRun,
  {
    nth,
    most,
    format,
    at,
  }: { readonly nth: number; readonly most: number; readonly format: FileFormat; readonly at: Date },
): Promise<void> {
  const size = linesOfFile(nth, run.payments, most);
  const lines = await nextLines(sql, run, size);
  if (lines.length !== size) throw new Error('The lines of a run are not those that it counted.');
  const [last] = await sql<
    { number: number }[]
  >`select coalesce(max(number), 0) as number from aid.payment_file`;
  const number = (last?.number ?? 0) + 1;
  const hash = hashOf(format.write({ number, month: run.month }, lines));
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const id = crypto.randomUUID();
  await sql`
    insert into aid.payment_file (id, run_id, number, lines, total, hash, made_at)
    values (${id}, ${run.id}, ${number}, ${size}, ${total}, ${hash}, ${at})`;
  await sql`
    update aid.payment_line line set file_id = ${id}, line = place.line
      from unnest(${arrayText(lines.map(({ paymentId }) => paymentId))}::uuid[]) with ordinality place (payment_id, line)
     where line.payment_id = place.payment_id and line.run_id = ${run.id}`;
}

/** Ends the preparation, where the files hold every line of the run and its total. @throws where they do not */
export async function endPreparation(sql: TurnSql, run: LockedRun, at: Date): Promise<void> {
  const [held] = await sql<{ lines: number; total: string; files: string }[]>`
    select count(*)::int as lines, coalesce(sum(line.amount), 0)::text as total,
           (select coalesce(sum(total), 0) from aid.payment_file where run_id = ${run.id})::text as files
      from aid.payment_line line join aid.payment_file file on file.id = line.file_id
     where line.run_id = ${run.id} and file.run_id = ${run.id}`;
  const isWhole =
    held?.lines === run.payments && BigInt(held.total) === BigInt(run.total) && held.files === held.total;
  if (!isWhole) throw new Error('The files of a run do not hold what it counted.');
  await sql`update aid.payment_run set status = 'PREPARED', prepared_at = ${at} where id = ${run.id}`;
}

type Way = { readonly channel: PaymentChannel; readonly format: FileFormat; readonly at: Date };

/**
 * Sends the next file of a run that was released, and says that it was sent; without one the run is sent. Whether more is to do.
 * @throws where its lines no longer give what was released
 */
export async function sendNext(sql: TurnSql, run: LockedRun, { channel, format, at }: Way): Promise<boolean> {
  const [file] = await sql<{ id: string; number: number; hash: string }[]>`
    select id, number, hash from aid.payment_file
     where run_id = ${run.id} and sent_at is null order by number limit 1`;
  if (file === undefined) {
    const status = run.payments === 0 ? 'CLOSED' : 'SENT';
    await sql`update aid.payment_run set status = ${status} where id = ${run.id}`;
    return false;
  }
  const head = { number: file.number, month: run.month };
  const bytes = format.write(head, await linesIn(sql, file.id));
  if (hashOf(bytes) !== file.hash)
    throw new Error(`Payment file ${file.number} is not what was released. It is not sent.`);
  // Whoever is killed between the two sends it again, which does nothing.
  await channel.send(fileName(head, format), bytes);
  await sql`update aid.payment_file set sent_at = ${at} where id = ${file.id}`;
  return true;
}

/** The lines of a file, in their order. */
async function linesIn(sql: TurnSql, file: string): Promise<FileLine[]> {
  const rows = await sql<TextLine[]>`
    select payment_id as "paymentId", bank_code as "bankCode", account_number as "accountNumber", amount
      from aid.payment_line where file_id = ${file} order by line`;
  return rows.map(ofNumbers);
}

/** Lines that stand in no file yet: those behind the last one that does. */
async function nextLines(sql: TurnSql, { id }: LockedRun, size: number): Promise<FileLine[]> {
  const rows = await sql<TextLine[]>`
    select payment_id as "paymentId", bank_code as "bankCode", account_number as "accountNumber", amount
      from aid.payment_line
     where run_id = ${id} and payment_id > coalesce((
             select line.payment_id from aid.payment_line line
              where line.file_id = (select id from aid.payment_file where run_id = ${id} order by number desc limit 1)
              order by line.line desc limit 1), '00000000-0000-0000-0000-000000000000')
     order by payment_id limit ${size}`;
  return rows.map(ofNumbers);
}

/** The driver gives 64-bit numbers as text. */
type TextLine = Omit<FileLine, 'amount'> & { readonly amount: string };

function ofNumbers({ amount, ...line }: TextLine): FileLine {
  return { ...line, amount: Number(amount) };
}
