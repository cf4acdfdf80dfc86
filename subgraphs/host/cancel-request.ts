import { type Client, type ClientConfig, Connection } from 'pg';
import { serialize } from 'pg-protocol';

const MOST_MILLISECONDS = 2000;

/**
 * Asks PostgreSQL to end the statement that a connection runs at this moment. Resolves when the server has closed the connection that asked, for then its
 * signal is given: what is sent to the other connection afterwards is not struck by it. It never rejects; a statement that goes on is no failure.
 */
export function requestCancel({ host, port, ssl }: ClientConfig, client: Client): Promise<void> {
  const { processID, secretKey } = client as unknown as {
    readonly processID: number;
    readonly secretKey: number;
  };
  return new Promise((resolve) => {
    const connection = new Connection(ssl === undefined ? {} : { ssl });
    const end = () => connection.stream.destroy();
    const patience = setTimeout(end, MOST_MILLISECONDS);
    const cancel = () => connection.stream.write(serialize.cancel(processID, secretKey));
    connection.on('error', end);
    connection.once('end', () => {
      clearTimeout(patience);
      resolve();
    });
    connection.once('connect', () => {
      if (ssl === undefined || ssl === false) cancel();
      else connection.stream.write(serialize.requestSsl());
    });
    connection.once('sslconnect', cancel);
    dial(connection, host ?? 'localhost', port ?? 5432);
  });
}

/** The types of `pg` leave out that its connections connect. */
function dial(connection: Connection, host: string, port: number): void {
  const dialling = connection as Connection & { connect(at: number | string, host?: string): void };
  if (host.startsWith('/')) dialling.connect(`${host}/.s.PGSQL.${port}`);
  else dialling.connect(port, host);
}
