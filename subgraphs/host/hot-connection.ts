import { Client, type ClientConfig, type Connection, type Submittable } from 'pg';
import { serialize } from 'pg-protocol';
import type { HotAddress } from './hot-address.ts';
import { type Load, valueText } from './hot-load.ts';
import { PreparedNames } from './prepared-names.ts';

/** What a connection tells. Whatever it did not finish comes back: after an error of one statement the others of its write, after a loss all. */
export type HotEvents = {
  /** It can be sent to again. */
  readonly idle: (unfinished: readonly Load[]) => void;
  readonly lost: (connection: HotConnection, unfinished: readonly Load[], reason: Error) => void;
};

const SYNC = serialize.sync();
const EXECUTE = serialize.execute();

/** Connects to one of an address' hosts; rejects with the reason. */
export async function openHotConnection(
  { hosts, mayBePlain }: HotAddress,
  attempt: number,
  events: HotEvents,
): Promise<HotConnection> {
  const host = hosts[attempt % hosts.length] ?? {};
  try {
    return new HotConnection(await connectedClient(host), events);
  } catch (error) {
    if (!mayBePlain || !/does not support SSL/.test((error as Error).message)) throw error;
    return new HotConnection(await connectedClient({ ...host, ssl: false }), events);
  }
}

async function connectedClient(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  // Without a listener an event of this name would end the process; what it tells is told by the promise and by the end.
  client.on('error', () => {});
  try {
    return await client.connect();
  } catch (error) {
    client.connection.stream.destroy();
    throw error;
  }
}

/** One connection of hot reads: `pg` connects, encrypts and proves who we are; what is sent at once has one write and one Sync. */
export class HotConnection {
  readonly #client: Client;
  readonly #prepared = new PreparedNames();
  #batch: Batch | null = null;
  #reason: Error | null = null;
  #isOpen = true;

  constructor(client: Client, events: HotEvents) {
    this.#client = client;
    client.on('drain', () => events.idle(this.#finish()));
    client.on('error', (error) => {
      this.#reason ??= error;
      client.connection.stream.destroy();
    });
    client.on('end', () => {
      const batch = this.#batch;
      this.#isOpen = false;
      this.#batch = null;
      const reason = batch?.error ?? this.#reason ?? new Error('The connection to the database ended.');
      events.lost(this, batch?.unfinished ?? [], reason);
    });
  }

  get isIdle(): boolean {
    return this.#isOpen && this.#batch === null;
  }

  get isBusy(): boolean {
    return this.#batch !== null;
  }

  /** Sends all of these in one write; only while idle. */
  send(loads: readonly Load[]): void {
    this.#batch = new Batch(loads, this.#prepared);
    this.#client.query(this.#batch);
  }

  /** Ends the connection, also when the other side no longer answers. */
  async close(): Promise<void> {
    const { stream } = this.#client.connection;
    const impatience = setTimeout(() => stream.destroy(), 1000);
    await this.#client.end();
    clearTimeout(impatience);
  }

  /** The batch has been answered. A statement that failed is refused to the one who asked, and prepared anew at its next use. */
  #finish(): readonly Load[] {
    const batch = this.#batch;
    this.#batch = null;
    if (batch === null) return [];
    this.#prepared.settle(batch.error !== null);
    if (batch.error === null) return batch.unfinished;
    const [faulty, ...others] = batch.unfinished;
    for (const { statement } of batch.unfinished) this.#prepared.forget(statement.text);
    faulty?.reject(batch.error);
    return others;
  }
}

/** What `pg` takes for one query, as cursors do: it hands over every message up to ReadyForQuery. */
class Batch implements Submittable {
  readonly #loads: readonly Load[];
  readonly #bytes: Buffer;
  #rows: (string | null)[][] = [];
  #answered = 0;
  error: Error | null = null;

  constructor(loads: readonly Load[], prepared: PreparedNames) {
    this.#loads = loads;
    const messages: Buffer[] = [];
    for (const { statement, values } of loads) {
      const name = prepared.take(statement.text, messages);
      messages.push(serialize.bind({ statement: name, values: values.map(valueText) }), EXECUTE);
    }
    messages.push(SYNC);
    this.#bytes = Buffer.concat(messages);
  }

  get unfinished(): readonly Load[] {
    return this.#loads.slice(this.#answered);
  }

  submit({ stream }: Connection): void {
    stream.write(this.#bytes);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#rows.push(fields);
  }

  /** Rows that came are good, whatever becomes of the statements behind them: nothing was written that could be undone. */
  handleCommandComplete(): void {
    this.#loads[this.#answered]?.resolve(this.#rows);
    this.#rows = [];
    this.#answered += 1;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleError(error: Error): void {
    this.error ??= error;
  }

  handleReadyForQuery(): void {
    // The client's 'drain' follows, also after an error.
  }
}
