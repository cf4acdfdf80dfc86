import postgres from 'postgres';
import { type OwnConnection, openOwnConnection } from '../own-connection.ts';
import { within } from '../within.ts';
import type { ReceiptGroup, Sink } from './sink.ts';
import { ToldMemory } from './told-memory.ts';

/** A character that neither JSON nor a text of lines holds: between the texts of a group it needs no escapes, unlike PostgreSQL's own arrays. */
const BETWEEN = '\u001f';

/**
 * One statement for a group of any size, so that it is prepared once, and so that texts are durable with the first receipts that refer to them. What stands there already, because its
 * answer was lost, comes once more: who takes it out makes one of what is the same. Texts go in one order everywhere, so that two gateways never wait for one another.
 */
const INSERT = `
  with told as (
    insert into receipt.told (month, hash, text)
    select new.month::date, sha256(convert_to(new.text, 'UTF8')), new.text
      from unnest(string_to_array($7::text, ','), string_to_array($8::text, E'\\x1f')) as new (month, text)
     order by 1, 2
        on conflict do nothing)
  insert into receipt.incoming (series, number, id, at, leaf, parts)
  select $1::uuid, $2::bigint + row.place - 1, row.id::uuid, to_timestamp(row.at::float8 / 1000), row.leaf, row.parts
    from unnest(string_to_array($3::text, ','), string_to_array($4::text, ','),
                string_to_array($5::text, E'\\x1f'), string_to_array($6::text, E'\\x1f'))
         with ordinality as row (id, at, leaf, parts, place)`;

const SESSION = { application_name: 'seisi receipts', synchronous_commit: 'on' };

/** Writes to `receipt.incoming` over one connection, and says that it did only after a commit that a failure of the machine survives. */
export class TableSink implements Sink {
  readonly #url: string;
  readonly #deadlineMs: number;
  #open: OwnConnection | null = null;
  #attempts = 0;
  /** Forgets with the line: another server may have lost what this one said was durable. */
  readonly #told = new ToldMemory();

  /** The role of the URL needs INSERT on the table and nothing else. A commit may take so many milliseconds. */
  constructor(url: string, deadlineMs: number) {
    this.#url = url;
    this.#deadlineMs = deadlineMs;
  }

  async write(group: ReceiptGroup): Promise<void> {
    const texts = this.#told.textsOf(group);
    const of = (text: (row: ReceiptGroup[number]) => string | number, between: string) =>
      group.map(text).join(between);
    await this.#insert([
      group[0]?.series ?? null,
      group[0]?.number ?? null,
      of(({ id }) => id, ','),
      of(({ at }) => at, ','),
      of(({ leaf }) => leaf, BETWEEN),
      texts.parts.join(BETWEEN),
      texts.unknown.map(({ month }) => `${month}-01`).join(','),
      texts.unknown.map(({ text }) => text).join(BETWEEN),
    ]);
    this.#told.remember(texts.unknown);
  }

  /** Resolves when the table takes receipts: writes none, with all that it needs to write one. */
  probe(): Promise<void> {
    return this.#insert([null, null, '', '', '', '', '', '']);
  }

  async #insert(values: (string | number | null)[]): Promise<void> {
    this.#open ??= openOwnConnection(durable(this.#url), this.#attempts++, SESSION, () =>
      this.#told.forget(),
    );
    const { sql } = this.#open;
    try {
      await within(sql.unsafe(INSERT, values, { prepare: true }), this.#deadlineMs);
    } catch (error) {
      // After a refusal the connection is as good as before; after anything else nobody knows.
      if (!(error instanceof postgres.PostgresError)) this.#drop();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#drop();
  }

  #drop(): void {
    this.#open?.end();
    this.#open = null;
    this.#told.forget();
  }
}

/** An address says what the session is like, but not that a commit may be lost. */
function durable(url: string): string {
  const address = new URL(url);
  address.searchParams.delete('synchronous_commit');
  return address.href;
}
