import { refuseOpenWay } from '@seisi/schema/open-way';

/** The only file here that reads or sets the environment. */

/** Turns off what `@apollo/gateway` would report home; it looks when it is constructed (house §0). */
export function silenceTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}

const ROOM_URL = /^SUBGRAPH_URL_([A-Z0-9_]+)$/;

/**
 * The rooms that run elsewhere, by `SUBGRAPH_URL_<ROOM>`.
 * @throws Error for an address that is none, and for one over which others could listen
 */
export function remoteRoomUrls(): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const [name, value] of Object.entries(process.env)) {
    const room = ROOM_URL.exec(name)?.[1];
    if (room === undefined || value === undefined || value === '') continue;
    refuseOpenWay(name, value);
    urls.set(room.toLowerCase().replaceAll('_', '-'), value);
  }
  return urls;
}

/**
 * The origins whose pages may read answers, by `CORS_ORIGINS`: exact, with commas between; none unless said.
 * @throws Error for what is not an origin as browsers write it, and for `*`
 */
export function corsOrigins(text: string | undefined = process.env['CORS_ORIGINS']): readonly string[] {
  const origins = (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const wrong = origins.find((one) => !isOrigin(one));
  if (wrong === undefined) return origins;
  throw new Error(
    `CORS_ORIGINS must name origins such as https://portal.example.my, with commas between; "${wrong}" is none.`,
  );
}

function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** What an operator wants to see of this process; null and false for what is off. */
export type SeeingSettings = {
  readonly metricsPort: number | null;
  readonly logsRequests: boolean;
  readonly tracesTo: string | null;
};

/**
 * `METRICS_PORT`, `LOG_REQUESTS=on` and `OTEL_EXPORTER_OTLP_ENDPOINT`; without them nothing is seen and nothing is loaded.
 * @throws Error for a value that is none; it names the variable
 */
export function seeingSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SeeingSettings {
  const port = environment['METRICS_PORT'] || null;
  if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new Error('METRICS_PORT must be a whole number from 0 to 65535.');
  const log = environment['LOG_REQUESTS'] || 'off';
  if (log !== 'on' && log !== 'off') throw new Error('LOG_REQUESTS must be on or off.');
  const tracesTo = environment['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
  if (tracesTo !== null && !/^https?:$/.test(URL.parse(tracesTo)?.protocol ?? ''))
    throw new Error(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address; its value is not repeated here.',
    );
  return { metricsPort: port === null ? null : Number(port), logsRequests: log === 'on', tracesTo };
}
