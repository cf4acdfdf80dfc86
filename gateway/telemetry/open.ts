import type { Observer } from '../observer.ts';
import { logLine } from './log-line.ts';
import type { MetricsDoor } from './metrics-door.ts';
import { observerOf, type Sinks } from './observer.ts';
import type { Reporter } from './seen.ts';
import type { Traces } from './traces.ts';

/** What an operator wants to see; null for what is off. */
export type TelemetrySettings = {
  /** The port of `GET /metrics`; 0 takes any free one. How many to try from there on, where several processes serve. */
  readonly metrics: { readonly port: number; readonly ports?: number } | null;
  /** Takes a line for each request. */
  readonly log: ((line: string) => void) | null;
  /** The OTLP endpoint to which traces go, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly tracesTo: string | null;
};

/** What is seen of a gateway, opened. */
export type Telemetry = {
  readonly observer: Observer;
  readonly metricsUrl: string | null;
  /** Sends what waits, and ends. */
  close(): Promise<void>;
};

const NO_GAUGES: Sinks['gauges'] = {
  planned() {},
  group() {},
  pool() {},
  receiptsWaiting() {},
  errandsWaiting() {},
  durable() {},
};

/** Opens what is on, and loads nothing else; null where everything is off. @throws the system's error where the port cannot be had */
export async function openTelemetry(settings: TelemetrySettings): Promise<Telemetry | null> {
  const { log, tracesTo } = settings;
  if (settings.metrics === null && log === null && tracesTo === null) return null;
  const metrics = settings.metrics === null ? null : (await import('./metrics.ts')).openMetrics();
  const traces: Traces | null = tracesTo === null ? null : (await import('./otlp.ts')).openTraces(tracesTo);
  const door = await openDoor(metrics, settings.metrics);
  const reporters: Reporter[] = [];
  if (metrics !== null) reporters.push(metrics.report);
  if (log !== null) reporters.push((seen) => log(logLine(seen, new Date())));
  return {
    observer: observerOf({ reporters, traces, gauges: metrics?.gauges ?? NO_GAUGES }),
    metricsUrl: door?.url ?? null,
    close: async () => {
      await Promise.all([door?.close(), traces?.close()]);
    },
  };
}

async function openDoor(
  metrics: Parameters<typeof import('./metrics-door.ts').openMetricsDoor>[0] | null,
  at: TelemetrySettings['metrics'],
): Promise<MetricsDoor | null> {
  if (metrics === null || at === null) return null;
  const { openMetricsDoor } = await import('./metrics-door.ts');
  return openMetricsDoor(metrics, at);
}
