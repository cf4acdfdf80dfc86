import { connect, type Socket } from 'node:net';
import postgres, { type Sql } from 'postgres';

/** One connection, once: when it is lost every statement fails, and none goes out over another one, outside of its transaction. */
export type OneConnection = {
  /**
   * Does something in one transaction. Whatever fails, the connection must be given up: the transaction may still stand.
   * @throws also where the connection is lost while nobody waits for an answer
   */
  inTransaction<Result>(act: (sql: Sql) => Promise<Result>): Promise<Result>;
  readonly sql: Sql;
  /** Gives it up at once; the server rolls back what was not committed. */
  end(): void;
};

/** What `postgres` read of an address. */
type Address = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false;
};

/** Opens one at the first statement. */
export function oneConnection(url: string): OneConnection {
  let opened: Socket | null = null;
  const loss = new Loss();
  const socket = async (address: Address): Promise<Socket> => {
    if (opened !== null) throw new Error(LOST);
    opened = socketTo(address).once('close', () => loss.happened());
    return connected(opened);
  };
  const settings = {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    connection: { timezone: 'UTC', application_name: 'seisi sequencer' },
    socket,
  } as postgres.Options<Record<string, never>>;
  const sql = postgres(url, settings);
  const act = async <Result>(within: (one: Sql) => Promise<Result>): Promise<Result> => {
    await sql`begin`;
    const result = await within(sql);
    await sql`commit`;
    return result;
  };
  return {
    sql,
    // A COPY whose connection is lost never ends.
    inTransaction: (within) => loss.endsWaitingFor(act(within)),
    end: () => {
      void sql.end({ timeout: 0 }).catch(() => {});
      opened?.destroy();
      opened ??= DEAD;
    },
  };
}

/** The loss of a connection. A promise of it, raced against each transaction, would keep what every one of them came to for as long as the connection lives. */
class Loss {
  readonly #waiting = new Set<(error: Error) => void>();
  #isOver = false;

  /** What a promise comes to; rejects where the connection is lost before. */
  endsWaitingFor<Result>(promise: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) reject(new Error(LOST));
      this.#waiting.add(reject);
      promise.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  happened(): void {
    this.#isOver = true;
    for (const reject of this.#waiting) reject(new Error(LOST));
  }
}

const DEAD = {} as Socket;
const LOST = 'The connection to the database is lost.';

function socketTo({ host, port, path }: Address): Socket {
  if (path !== false) return connect(path);
  // A COPY ends with small messages of which none is answered alone: kept back, each would cost the 40 ms of a delayed acknowledgement.
  const name = host[0] ?? 'localhost';
  // By this name `postgres` checks the certificate.
  return Object.assign(connect({ port: port[0] ?? 5432, host: name, noDelay: true }), { host: name });
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}
