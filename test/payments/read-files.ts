import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { expectedPayments } from './world.ts';

/** What the folder and the run hold, and what of it does not hold, in a sentence each. */
export type Found = {
  readonly files: number;
  readonly lines: number;
  readonly total: bigint;
  readonly unpaid: number;
  readonly faults: readonly string[];
};

/** One file as a bank reads it, with what the register says of it. */
type ReadFile = {
  readonly name: string;
  readonly hash: string;
  readonly file: ReturnType<typeof parsed>;
  readonly row: KnownFile | undefined;
};
type KnownFile = {
  readonly number: number;
  readonly lines: number;
  readonly total: string;
  readonly hash: string;
};

/** Reads the files that lie in the folder as a bank would, and compares them with the awards, and with what the run says of itself. */
export async function readFiles(sql: Sql, folder: string, awards: number): Promise<Found> {
  const known = await sql<KnownFile[]>`
    select number, lines, total::text, hash from aid.payment_file order by number`;
  // What a killed process left unfinished lies apart.
  const names = readdirSync(folder)
    .filter((name) => name !== '.unfinished')
    .toSorted();
  const files = names.map((name, at): ReadFile => {
    const bytes = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { name, hash, file: parsed(bytes.toString('latin1')), row: known[at] };
  });
  const total = files.reduce((sum, { file }) => sum + file.sum, 0n);
  const paid = files.flatMap(({ file }) => file.lines);
  const missing =
    names.length === known.length ? [] : [`Of ${known.length} files ${names.length} lie there.`];
  const [run] = await sql<{ payments: number; total: string; unpaid: number }[]>`
    select payments, total::text, without_account as unpaid from aid.payment_run where month = '2026-11-01'`;
  return {
    ...{ files: files.length, lines: paid.length, total, unpaid: run?.unpaid ?? -1 },
    faults: [
      ...missing,
      ...files.flatMap(faultsOfFile),
      ...(await faultsOfLines(sql, paid, awards)),
      ...(run?.payments === paid.length && BigInt(run.total) === total ? [] : ['The run counted otherwise.']),
    ],
  };
}

function faultsOfFile({ name, hash, file, row }: ReadFile, at: number): string[] {
  const isNumbered = file.number === at + 1 && row?.number === at + 1;
  const isSummed = file.sum === file.total && BigInt(row?.total ?? -1) === file.sum;
  return [
    ...(row?.hash === hash ? [] : [`${name} has another hash.`]),
    ...(isNumbered ? [] : [`${name} is not number ${at + 1}.`]),
    ...(isSummed && row?.lines === file.lines.length ? [] : [`${name} is summed otherwise.`]),
  ];
}

async function faultsOfLines(
  sql: Sql,
  paid: readonly { readonly payment: string; readonly text: string }[],
  awards: number,
): Promise<string[]> {
  const payments = await sql<{ id: string; application: string }[]>`
    select id, application_id as application from aid.payment where month = '2026-11-01'`;
  const applications = new Map(payments.map(({ id, application }) => [id, application]));
  const unseen = new Map(expectedPayments(awards).lines);
  const faults: string[] = [];
  for (const { payment, text } of paid) {
    const application = applications.get(payment) ?? '';
    if (unseen.get(application) !== text)
      faults.push(`${payment} is not to be paid, or otherwise, or twice.`);
    unseen.delete(application);
  }
  return [...faults, ...[...unseen.keys()].map((application) => `${application} is not paid.`)];
}

/** A file by its columns, as its description says them. */
function parsed(text: string) {
  const [head = '', ...rest] = text.split('\r\n');
  const [end, trailer = ''] = [rest.pop(), rest.pop()];
  const lines = rest.map((line, at) => {
    const isLine = line[0] === 'D' && line.length === 90 && Number(line.slice(1, 8)) === at + 1;
    if (!isLine) throw new Error(`Line ${at + 1} is none.`);
    const [bank, account] = [line.slice(44, 55).trimEnd(), line.slice(55, 75).trimEnd()];
    return { payment: line.slice(8, 44), text: `${Number(line.slice(75, 90))} ${bank} ${account}` };
  });
  const isWhole =
    head.startsWith('HSEISIEFT1') && trailer[0] === 'T' && end === '' && head.slice(19, 25) === '202611';
  if (!isWhole || Number(head.slice(25, 32)) !== lines.length || trailer.slice(1) !== head.slice(25))
    throw new Error('This is no payment file.');
  const sum = rest.reduce((total, line) => total + BigInt(line.slice(75, 90)), 0n);
  return { number: Number(head.slice(10, 19)), total: BigInt(head.slice(32, 47)), sum, lines };
}
