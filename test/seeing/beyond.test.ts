import { channel } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { openTelemetry } from '@seisi/gateway/telemetry/open';
import { castOf } from '@seisi/migrations/seed/known';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { openHouse } from '../setup/house.ts';
import { openCollector } from './collector.ts';

const variables = { id: castOf(1).known.id };
const CALLER = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };

test('a house at its start and its first request connects to its database and to itself, and to nothing else', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect');
  onTestFinished(() => connect.mockRestore());
  const house = await openHouse({ now: () => NOW, rooms: 'in-process' });
  onTestFinished(() => house.close());
  const answer = await house.ask('district-officer', { query: PROFILE, variables });
  expect(answer.errors).toEqual([]);
  // The third is whoever clones databases for tests.
  const known = [house.adminUrl, house.url, inject('databaseServer')].map((url) => new URL(url).host);
  expect(new Set(connect.mock.calls.map(addressOf))).toEqual(new Set(known));
});

/** Where a socket was told to connect: by options, or by port and host. */
function addressOf(given: readonly unknown[]): string {
  const [first, second] = given.flat();
  if (typeof first !== 'object' || first === null) return `${second}:${first}`;
  const { port, host, path } = first as Readonly<Record<string, unknown>>;
  return path === undefined || path === null ? `${host}:${port}` : `${path}`;
}

test('rooms in other processes are told of our trace, and a caller only links to it', async () => {
  const collector = await openCollector();
  onTestFinished(() => collector.close());
  const telemetry = await openTelemetry({ metrics: null, log: null, tracesTo: `${collector.url}/` });
  const told: string[] = [];
  const began = (message: unknown) => told.push(...traceparentsOf(message));
  channel('undici:request:create').subscribe(began);
  onTestFinished(() => void channel('undici:request:create').unsubscribe(began));
  const house = await openHouse({
    now: () => NOW,
    rooms: 'http',
    ...(telemetry === null ? {} : { observer: telemetry.observer }),
  });
  onTestFinished(() => house.close());
  const headers = { traceparent: `00-${CALLER.trace}-${CALLER.span}-01` };
  const answer = await house.ask('district-officer', { query: PROFILE, variables, headers });
  expect(answer.errors).toEqual([]);
  await telemetry?.close();

  const spans = collector.spans();
  const request = spans.find(({ name }) => name === 'request household');
  expect(request?.links).toEqual([expect.objectContaining({ traceId: CALLER.trace, spanId: CALLER.span })]);
  expect(request?.parentSpanId ?? '').toBe('');
  expect(request?.traceId).not.toBe(CALLER.trace);
  const ours = `00-${request?.traceId}-${request?.spanId}-01`;
  expect(new Set(told)).toEqual(new Set([headers.traceparent, ours]));

  // Each room call hangs below a step, and each step below the request.
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const calls = spans.filter(({ name }) => name.startsWith('room '));
  expect(new Set(calls.map(({ name }) => name))).toContain('room person');
  for (const { parentSpanId = '' } of calls) {
    const phase = byId.get(parentSpanId);
    expect(phase?.name).toMatch(/^phase (basis|answer)$/);
    expect(byId.get(phase?.parentSpanId ?? '')).toBe(request);
  }
});

/** The headers of a call as undici has them: a list of names and values in turn, or text. */
function traceparentsOf(message: unknown): string[] {
  const { headers } = (message as { request: { headers: readonly string[] | string } }).request;
  const text = typeof headers === 'string' ? headers : headers.join('\n');
  return [...text.matchAll(/traceparent(?:: |\n)(\S+)/g)].map(([, value = '']) => value);
}
