import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as OTLP's JSON has it, as far as tests look at it. */
export type SentSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly events?: readonly { readonly name: string }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
};

/** Takes what is sent to an OTLP endpoint over HTTP, byte for byte. */
export type Collector = { readonly url: string; bodies(): string[]; spans(): SentSpan[]; close(): void };

type Sent = { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] };

/** Listens on a port of its own. */
export async function openCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const take = async (message: IncomingMessage, response: ServerResponse) => {
    bodies.push(`${message.url} ${JSON.stringify(message.headers)} ${await text(message)}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((message, response) => void take(message, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies: () => bodies,
    spans: () =>
      bodies.flatMap((body) => {
        const sent = JSON.parse(body.slice(body.indexOf('{"resourceSpans"'))) as Sent;
        return sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
