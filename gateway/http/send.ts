import type { ServerResponse } from 'node:http';
import { RegistryError } from '@seisi/schema/errors';
import type { Standing } from '../request.ts';

/** How often it is looked whether an answer on its way still stands. */
const WATCH_MILLISECONDS = 50;

/**
 * The last byte of an answer leaves while the grounds that it relies on are known to stand (access §3): a client that reads too slowly for that is cut off.
 * @throws SOURCE_UNAVAILABLE where they no longer are
 */
export async function sendWhileItStands(
  response: ServerResponse,
  body: string | Buffer,
  standing: Standing | null | undefined,
): Promise<void> {
  if (standing == null) return void response.end(body);
  const { stands, standsAnew, otherwise } = standing;
  if (!stands() && !(await standsAnew())) throw new RegistryError('SOURCE_UNAVAILABLE', otherwise);
  response.end(body);
  // What the system took whole is on its way, and cannot be called back.
  if (response.writableLength === 0) return;
  const watch = setInterval(() => {
    if (!stands()) response.destroy();
  }, WATCH_MILLISECONDS);
  response.once('close', () => clearInterval(watch));
}
