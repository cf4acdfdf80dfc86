import { connect, type Socket } from 'node:net';
import postgres, { type Sql } from 'postgres';

/** One connection, and how to give it up at once. */
export type OwnConnection = { readonly sql: Sql; end(): void };

/** What `postgres` read of an address. */
type Address = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false;
};

/** One connection as `postgres` makes it, opened at its first statement and again when its line is lost, of which `onLost` is told first; on a socket of our own: that of a server that hangs would stay for as long as it hangs. */
export function openOwnConnection(
  url: string,
  attempt: number,
  session: Readonly<Record<string, string>>,
  onLost: () => void = () => {},
): OwnConnection {
  let opened: Socket | null = null;
  let hasEnded = false;
  const socket = async (address: Address): Promise<Socket> => {
    if (hasEnded) throw new Error('This connection was given up.');
    opened = socketTo(address, attempt).once('close', onLost);
    return connected(opened);
  };
  const settings = {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    backoff: () => 0,
    onnotice: () => {},
    connection: session,
    socket,
  } as postgres.Options<Record<string, never>>;
  const sql = postgres(url, settings);
  return {
    sql,
    end: () => {
      hasEnded = true;
      void sql.end({ timeout: 0 }).catch(() => {});
      opened?.destroy();
    },
  };
}

/** Of several hosts each attempt takes the next one. */
function socketTo({ host, port, path }: Address, attempt: number): Socket {
  if (path !== false) return connect(path);
  const place = attempt % host.length;
  const name = host[place] ?? 'localhost';
  // By this name `postgres` checks the certificate.
  return Object.assign(connect(port[place] ?? 5432, name), { host: name });
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}
