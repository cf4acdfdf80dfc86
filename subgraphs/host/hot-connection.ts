import { Client, type ClientConfig, type Connection, type Submittable } from 'pg';
import { serialize } from 'pg-protocol';
import { requestCancel } from './cancel-request.ts';
import type { HotAddress } from './hot-address.ts';
import { isForNobody, type Load, valueText } from './hot-load.ts';
import { PreparedNames } from './prepared-names.ts';

/** What a connection tells. Whatever it did not finish comes back: after an error of one statement the others of its write, after a loss all. */
export type HotEvents = {
  /** It can be sent to again. */
  readonly idle: (unfinished: readonly Load[]) => void;
  readonly lost: (connection: HotConnection, unfinished: readonly Load[], reason: Error) => void;
};

const SYNC = serialize.sync();
const EXECUTE = serialize.execute();
const QUERY_CANCELED = '57014';
/** Asking the server costs a connection; most statements are over before. */
const MILLISECONDS_TO_END_BY_ITSELF = 20;

/** Connects to one of an address' hosts; rejects with the reason. */
export async function openHotConnection(
  { hosts, mayBePlain }: HotAddress,
  attempt: number,
  events: HotEvents,
): Promise<HotConnection> {
  const host = hosts[attempt % hosts.length] ?? {};
  try {
    return new HotConnection(await connectedClient(host), host, events);
  } catch (error) {
    if (!mayBePlain || !/does not support SSL/.test((error as Error).message)) throw error;
    const plain = { ...host, ssl: false };
    return new HotConnection(await connectedClient(plain), plain, events);
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
  readonly #address: ClientConfig;
  #looking: NodeJS.Timeout | null = null;
  #cancelling: Promise<void> | null = null;
  #isOpen = true;

  constructor(client: Client, address: ClientConfig, events: HotEvents) {
    this.#client = client;
    this.#address = address;
    client.on('drain', () => {
      const unfinished = this.#finish();
      if (this.#cancelling === null) return events.idle(unfinished);
      // A request to cancel that is under way would strike what is sent next.
      void this.#cancelling.then(() => {
        this.#cancelling = null;
        events.idle(unfinished);
      });
    });
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
    return this.#isOpen && this.#batch === null && this.#cancelling === null;
  }

  get isBusy(): boolean {
    return this.#batch !== null || this.#cancelling !== null;
  }

  /** Sends all of these in one write; only while idle. */
  send(loads: readonly Load[]): void {
    this.#batch = new Batch(loads, this.#prepared, () => this.look());
    this.#client.query(this.#batch);
  }

  /** Whether anybody waits for the statement that runs now; if nobody does for some moments more, the server is asked to end it. */
  look(): void {
    const running = this.#batch?.running;
    if (this.#looking !== null || this.#cancelling !== null) return;
    if (running === undefined || !isForNobody(running)) return;
    this.#looking = setTimeout(() => {
      this.#looking = null;
      if (this.#batch?.running === running) this.#cancel(this.#batch);
      else this.look();
    }, MILLISECONDS_TO_END_BY_ITSELF);
    this.#looking.unref();
  }

  #cancel(batch: Batch): void {
    batch.isCancelled = true;
    this.#cancelling = requestCancel(this.#address, this.#client);
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
    // It may have struck the statement behind the one that it was meant for.
    const isStruck = batch.isCancelled && (batch.error as { code?: string }).code === QUERY_CANCELED;
    for (const { statement } of batch.unfinished) this.#prepared.forget(statement.text);
    if (isStruck) return batch.unfinished;
    faulty?.reject(batch.error);
    return others;
  }
}

/** What `pg` takes for one query, as cursors do: it hands over every message up to ReadyForQuery. */
class Batch implements Submittable {
  readonly #loads: readonly Load[];
  readonly #bytes: Buffer;
  #rows: (string | null)[][] = [];
  readonly #onNext: () => void;
  #answered = 0;
  error: Error | null = null;
  /** Whether the server was asked to end one of its statements. */
  isCancelled = false;

  constructor(loads: readonly Load[], prepared: PreparedNames, onNext: () => void) {
    this.#loads = loads;
    this.#onNext = onNext;
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

  /** What the server works on now. */
  get running(): Load | undefined {
    return this.#loads[this.#answered];
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
    this.#onNext();
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
