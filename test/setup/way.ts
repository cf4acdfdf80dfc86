import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens at a client's nth message, counted from 1 over all lines: the line is cut before it is passed on, or after, so that its answer is lost. */
export type Cuts = (message: number) => 'before' | 'after' | null;

/** A way to a database that is cut, shut and opened again, always at one address. */
export type Way = {
  readonly url: string;
  /** How many lines were cut by what a client said. */
  readonly cuts: number;
  /** Cuts every line; others may come at once. */
  cut(): void;
  /** Cuts every line, and lets nobody on until it is opened. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
};

/** For how long the server may still work on what was the last to reach it. */
const AFTER_MILLISECONDS = 20;

/** Opens a way to the host and port of an address. */
export async function openWay(url: string, cuts: Cuts = () => null): Promise<Way> {
  const { hostname, port } = new URL(url);
  const lines = new Set<() => void>();
  let [messages, made] = [0, 0];
  const server = createServer((client) => {
    const onward = connect(Number(port), hostname);
    const cut = () => {
      lines.delete(cut);
      for (const end of [client, onward]) end.destroy();
    };
    lines.add(cut);
    for (const end of [client, onward]) end.on('error', cut).on('close', cut);
    onward.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      messages += 1;
      const when = cuts(messages);
      if (when !== null) made += 1;
      if (when === 'before') cut();
      else onward.write(bytes);
      if (when === 'after') endSoon(onward, cut);
    });
  });
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const place = await listen(0);
  const cutAll = () => {
    for (const cut of [...lines]) cut();
  };
  const shut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cutAll();
    await closed;
  };
  const way = new URL(url);
  way.host = `127.0.0.1:${place}`;
  return {
    url: way.href,
    get cuts() {
      return made;
    },
    cut: cutAll,
    shut,
    open: async () => void (await listen(place)),
    close: shut,
  };
}

/** What the server answers from now on comes to nobody. */
function endSoon(onward: Socket, cut: () => void): void {
  onward.removeAllListeners('data').resume();
  setTimeout(cut, AFTER_MILLISECONDS);
}
