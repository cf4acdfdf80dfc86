import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** Processes that serve one port have ports of their own for what they count, one after another. */
const MOST_PORTS = 64;

/** Where metrics are served, and how to end it. */
export type MetricsDoor = { readonly url: string; close(): Promise<void> };

/**
 * Serves `GET /metrics` on this machine alone, on a port of its own: what an operator sees is no client's affair. Where several processes serve one gateway,
 * each takes the first free port from the given one on.
 * @throws the system's error where no port can be had
 */
export async function openMetricsDoor(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { port, ports = 1 }: { readonly port: number; readonly ports?: number },
): Promise<MetricsDoor> {
  const server = createServer((message, response) => void answer(metrics, message, response));
  await listenFrom(server, port, port === 0 ? 1 : Math.min(ports, MOST_PORTS));
  // Nobody waits for a process that has nothing else to do.
  server.unref();
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}/metrics`, close: () => closed(server) };
}

async function answer(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' || url !== '/metrics') return void response.writeHead(404).end();
  const text = await metrics.text().catch(() => null);
  if (text === null) return void response.writeHead(500).end();
  response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
}

async function listenFrom(server: Server, port: number, ports: number): Promise<void> {
  for (let next = port; ; next += 1) {
    try {
      return await listening(server, next);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || next - port + 1 >= ports) throw error;
    }
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(error);
    server.once('error', failed);
    // Without `exclusive` the workers of a cluster would share the port, and each answer would be of another.
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
