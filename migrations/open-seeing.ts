import type { Telemetry } from '@seisi/gateway/telemetry/open';
import type { Config } from './config.ts';
import { Refusal } from './refusal.ts';

/** Opens what an operator wants to see of this process (`METRICS_PORT`, `LOG_REQUESTS`, `OTEL_EXPORTER_OTLP_ENDPOINT`); null where that is nothing. Requests go to the standard output, a line each. */
export async function openSeeing({ workers }: Pick<Config, 'workers'>): Promise<Telemetry | null> {
  const { seeingSettings } = await import('@seisi/gateway/config');
  const { openTelemetry } = await import('@seisi/gateway/telemetry/open');
  try {
    const { metricsPort, logsRequests, tracesTo } = seeingSettings();
    return await openTelemetry({
      metrics: metricsPort === null ? null : { port: metricsPort, ports: workers },
      log: logsRequests ? (line) => void process.stdout.write(`${line}\n`) : null,
      tracesTo,
    });
  } catch (error) {
    throw new Refusal(`What is to be seen cannot be opened: ${(error as Error).message}`);
  }
}
