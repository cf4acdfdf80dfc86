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
