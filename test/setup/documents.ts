import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentSettings } from '@seisi/gateway/documents/setting';
import type { PersonaName } from '@seisi/migrations/seed/personas';
import type { House } from './house.ts';

/** A store of documents in a folder of its own, at which nobody looks for malware. */
export function folderForDocuments(): {
  readonly folder: string;
  readonly documents: DocumentSettings;
  remove(): void;
} {
  const home = mkdtempSync(join(tmpdir(), 'seisi-documents-'));
  const folder = join(home, 'documents');
  return {
    folder,
    documents: { store: { kind: 'LOCAL', folder }, scan: { kind: 'OFF' } },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Sends bytes to the path of a ticket as a persona, a stream of them in chunks without a length. Gives the status. */
export async function putDocument(
  house: House,
  who: PersonaName,
  path: string,
  { bytes, type }: { readonly bytes: Buffer | ReadableStream; readonly type: string },
): Promise<number> {
  const headers = { authorization: `Bearer ${await house.tokenOf(who)}`, 'content-type': type };
  const body = Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes;
  const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit;
  const response = await fetch(`${house.url}${path}`, init);
  await response.arrayBuffer();
  return response.status;
}
