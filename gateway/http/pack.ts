import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from './accepted.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below this a packed body takes no fewer packets. */
const PAYS_BYTES = 1_500;
/** Brotli at its default takes seconds for what is made while someone waits. */
const BROTLI_QUALITY = 4;

/** A body as it is sent. */
export type Packed = { readonly bytes: Buffer; readonly encoding: Encoding | null };

/** Packs a body where it pays and the client takes it; what is sent about anyone must not come here, for the length of a packed body tells what stands in it. */
export async function pack(text: string, encoding: Encoding | null): Promise<Packed> {
  const bytes = Buffer.from(text, 'utf8');
  if (encoding === null || bytes.length < PAYS_BYTES) return { bytes, encoding: null };
  if (encoding === 'gzip') return { bytes: await zip(bytes), encoding };
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return { bytes: await brotli(bytes, { params }), encoding };
}
