import { expect, test } from 'vitest';
import { seeingSettings } from '../config.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { openTelemetry } from './open.ts';

const OFF = { metrics: null, log: null, tracesTo: null };
const METRICS = { text: async () => 'x 1\n', contentType: 'text/plain' };

test('where nothing is to be seen, nothing is opened', async () => {
  expect(await openTelemetry(OFF)).toBeNull();
  expect(seeingSettings({})).toEqual({ metricsPort: null, logsRequests: false, tracesTo: null });
  expect(seeingSettings({ METRICS_PORT: '', LOG_REQUESTS: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual(
    seeingSettings({}),
  );
});

test('what is to be seen is read from the environment, and what is none is refused by name', () => {
  expect(
    seeingSettings({
      METRICS_PORT: '9100',
      LOG_REQUESTS: 'on',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    }),
  ).toEqual({ metricsPort: 9100, logsRequests: true, tracesTo: 'http://collector:4318' });
  for (const port of ['65536', '-1', '9e3', 'x'])
    expect(() => seeingSettings({ METRICS_PORT: port })).toThrow(/^METRICS_PORT/);
  expect(() => seeingSettings({ LOG_REQUESTS: 'yes' })).toThrow(/^LOG_REQUESTS/);
  expect(() => seeingSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://secret@x' })).toThrow(
    /^OTEL_EXPORTER(?!.*secret)/,
  );
});

test('metrics are served at one path and by GET alone, on this machine alone', async () => {
  const opened = await openTelemetry({ ...OFF, metrics: { port: 0 } });
  const url = opened?.metricsUrl ?? '';
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toMatch(/^nodejs_eventloop_lag_seconds /m);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect((await fetch(new URL('/', url))).status).toBe(404);
  await opened?.close();
  await expect(fetch(url)).rejects.toThrow();
});

test('of several processes each takes the next free port; where none may be tried, a taken port is refused', async () => {
  const first = await openMetricsDoor(METRICS, { port: 0 });
  const port = Number(new URL(first.url).port);
  const second = await openMetricsDoor(METRICS, { port, ports: 64 });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await expect(openMetricsDoor(METRICS, { port })).rejects.toThrow(/EADDRINUSE/);
  await Promise.all([first.close(), second.close()]);
});

test('metrics that cannot be made say that and no more', async () => {
  const failing = { ...METRICS, text: () => Promise.reject(new Error('Ana')) };
  const door = await openMetricsDoor(failing, { port: 0 });
  const answer = await fetch(door.url);
  expect([answer.status, await answer.text()]).toEqual([500, '']);
  await door.close();
});
