import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_TYPES } from '@seisi/schema/document/document-type';
import type { DocumentSource, StoredDocument } from '@seisi/schema/document/question';
import { Passport } from '@seisi/schema/passport-mint';
import { NO_BASIS } from '@seisi/schema/viewer';
import { localStore } from './documents/local-store.ts';
import { openDocuments } from './documents/open.ts';
import type { DocumentStore, Scan } from './documents.ts';
import { Admission } from './http/admission.ts';
import { openDoor } from './http/door.testing.ts';
import { Shares } from './http/shares.ts';
import type { Standing } from './request.ts';
import { nameOf } from './told-error.ts';

/** The most bytes that the room of these tests takes. */
export const MOST_BYTES = 100_000;

/** What stands behind the door at the moment; a test changes it. */
export type Behind = {
  /** What the room was told to keep. */
  kept: StoredDocument[];
  isRoomAway: boolean;
  store: (own: DocumentStore) => DocumentStore;
  scan: Scan;
  standing: Standing | null;
  charge: () => Promise<void>;
};

/** A door with one room `papers`, which knows the ticket `good` alone, and a store on this disk. */
export async function openPapers() {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  const own = localStore(folder);
  const failures: string[] = [];
  const behind: Behind = {
    kept: [],
    isRoomAway: false,
    store: (store) => store,
    scan: async () => null,
    standing: null,
    charge: async () => {},
  };
  const document: DocumentSource = async ({ ticket, act, stored }) => {
    if (behind.isRoomAway) throw new Error('It is away.');
    if (ticket !== 'good') return null;
    if (act === 'READ') {
      const last = behind.kept.at(-1);
      return last === undefined ? null : { kind: 'READ', name: 'paper.pdf', ...last };
    }
    if (stored === null) return { kind: 'SEND', mostBytes: MOST_BYTES, mediaTypes: DOCUMENT_TYPES };
    behind.kept.push(stored);
    return { kind: 'STORED', document: 'one' };
  };
  const documents = openDocuments({
    rooms: [{ name: 'papers', document }, { name: 'other' }],
    ground: async ({ request, viewer }) => ({
      passport: new Passport({ request, viewer, basis: NO_BASIS, facts: 0, expires: Date.now() + 5000 }),
      standing: behind.standing,
    }),
    store: {
      put: (...given) => behind.store(own).put(...given),
      get: (hash) => behind.store(own).get(hash),
    },
    scan: (...given) => behind.scan(...given),
    deadlineMs: 5000,
    onFailure: (where, error) => failures.push(`${where}: ${nameOf(error)}`),
  });
  const admission = new Admission({ most: 10, mostWaiting: 10, patienceMs: 1000 });
  const tickets = { documents, admission, shares: new Shares(10), charge: () => behind.charge() };
  const door = await openDoor({ doors: { tickets } });
  return {
    ...{ behind, folder, failures, url: door.url },
    /** Every file of the store. */
    files: () =>
      existsSync(folder)
        ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
        : [],
    close: async () => {
      await door.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
