import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { FACT_WIRE } from '@seisi/host/fact-wire';
import { REACH_WIRE } from '@seisi/schema/reach';

/** An answer of a room, as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: what a meddler makes of it need not be GraphQL's.
export type RoomAnswer = any;

const HANDED_ON = ['content-type', FACT_WIRE.header, REACH_WIRE.header];
type Asked = { readonly query: string };
type HandedOn = { readonly status: number; readonly headers: Record<string, string>; readonly text: string };

/** Stands between the gateway and one room. As long as it is told nothing, it hands on what it is given. */
export class Meddler {
  /** Before an answer of GraphQL is handed on. */
  delayMs = 0;
  /** Doors, such as `/pulse`, at which nobody is let through. */
  readonly cut = new Set<string>();
  /** How many fetches came in each call of GraphQL. */
  readonly calls: number[] = [];
  /** What is handed on instead of the answer of each fetch: JSON, or a text as it is. */
  change: ((answer: RoomAnswer, query: string) => unknown) | null = null;
  readonly #target: string;
  #server: Server | null = null;
  #port = 0;

  constructor(target: string) {
    this.#target = target;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  /** Listens, always at the same address. */
  async open(): Promise<this> {
    const server = createServer((message, reply) => {
      this.#handOn(message).then(
        ({ status, headers, text }) => reply.writeHead(status, headers).end(text),
        () => reply.destroy(),
      );
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** Ends every connection, and takes no more. */
  leave(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#server = null;
  }

  async #handOn(message: IncomingMessage): Promise<HandedOn> {
    const door = message.url ?? '/';
    if (this.cut.has(door)) throw new Error(`Nobody is let through at ${door}.`);
    const body = await buffer(message);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value);
    for (const name of ['connection', 'content-length', 'host', 'transfer-encoding']) delete headers[name];
    const method = message.method ?? 'POST';
    const asked = { method, headers, ...(method === 'GET' ? {} : { body }) };
    const answer = await fetch(new URL(door, this.#target), asked);
    const handed = {
      status: answer.status,
      headers: Object.fromEntries(HANDED_ON.map((name) => [name, answer.headers.get(name) ?? ''])),
      text: await answer.text(),
    };
    return door === '/graphql' ? { ...handed, text: await this.#meddle(body, handed.text) } : handed;
  }

  async #meddle(body: Buffer, text: string): Promise<string> {
    await wait(this.delayMs);
    const asked = JSON.parse(body.toString()) as Asked | readonly Asked[];
    this.calls.push([asked].flat().length);
    const { change } = this;
    if (change === null) return text;
    const answers: RoomAnswer = JSON.parse(text);
    const changed = (answer: RoomAnswer, { query }: Asked): string => {
      const made = change(answer, query);
      return typeof made === 'string' ? made : JSON.stringify(made);
    };
    if (!Array.isArray(asked)) return changed(answers, asked as Asked);
    return `[${asked.map((each, place) => changed(answers[place], each)).join(',')}]`;
  }
}

/** Meddlers by the name of their room, for `openHouse({ rooms: 'http', between })`. */
export function meddlers() {
  const byRoom = new Map<string, Meddler>();
  return {
    of: (room: string): Meddler => {
      const meddler = byRoom.get(room);
      if (meddler === undefined) throw new Error(`No room ${room}.`);
      return meddler;
    },
    between: async (room: string, url: string): Promise<string> => {
      const meddler = await new Meddler(url).open();
      byRoom.set(room, meddler);
      return meddler.url;
    },
    close: (): void => {
      for (const meddler of byRoom.values()) meddler.leave();
    },
  };
}
