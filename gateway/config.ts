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
