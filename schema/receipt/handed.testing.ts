import { generateKeyPairSync, type JsonWebKey, randomBytes, randomUUID } from 'node:crypto';
import { canonical } from './canonical.ts';
import { ORIGIN, signCheckpoint } from './checkpoint.ts';
import { commitment, commitmentLeaf } from './commitment.ts';
import { EXPORT_ORIGIN, ExportWriter, isSelected, type Selection } from './export.ts';
import { leafOf } from './handed-proof.ts';
import { type Hash, leafHash, rootOf } from './merkle.ts';
import { openParts } from './parts.ts';
import { consistencyProof, inclusionProof } from './proof.ts';
import type { ReceiptEntry, StoredReceipt } from './receipt.ts';
import { sealReceipt } from './seal.ts';
import { noteSigner, noteVerifier } from './signed-note.ts';

/** An instant in November 2026; receipts of a test log are a second apart. */
export const BEGIN = Date.parse('2026-11-22T04:00:00Z');

/** A log in memory, and what it hands out. Nobody is meant by it. */
export type HandedLog = ReturnType<typeof handedLog>;

/** A log of so many receipts, each about three people. */
export function handedLog(size: number, key: JsonWebKey = newKey()) {
  const stored = Array.from({ length: size }, (_, at) => receiptOf(at));
  const hashes = stored.map(({ leaf }) => leafHash(leaf));
  return logOf(stored, hashes, key);
}

/** The same log without one receipt, rewritten and signed by the same key as if it had never been. */
export function without(log: HandedLog, dropped: number): HandedLog {
  const stored = log.stored.toSpliced(dropped, 1);
  return logOf(
    stored,
    stored.map(({ leaf }) => leafHash(leaf)),
    log.key,
  );
}

function logOf(stored: StoredReceipt[], hashes: Hash[], key: JsonWebKey) {
  const note = (size = hashes.length, number = size) =>
    signCheckpoint(
      { number, at: BEGIN + 3_600_000 + number, size, root: rootOf(hashes.slice(0, size)) },
      noteSigner(ORIGIN, key),
    );
  const proof = (index: number, size = hashes.length) => ({
    leaf: stored[index]!.leaf,
    leafIndex: String(index),
    leafHashes: inclusionProof(hashes.slice(0, size), index),
    checkpoint: note(size),
  });
  return {
    ...{ key, stored, hashes, note, proof },
    verifiers: { log: [noteVerifier(ORIGIN, key)], exports: [noteVerifier(EXPORT_ORIGIN, key)] },
    /** As a client is handed it (`extensions.receipt`). */
    kept: (index: number) => ({ id: stored[index]!.id, leaf: hashes[index]! }),
    consistency: (from: number, to = hashes.length) => ({
      ...{ from: String(from), to: String(to) },
      hashes: consistencyProof(hashes.slice(0, to), from),
    }),
    /** As `Person.accessLog` hands the proof of an entry. */
    entryProof: (index: number, position: number) => {
      const parts = openParts(leafOf(stored[index]!.leaf)!, stored[index]!.parts)!;
      const { text, salt } = parts.entries[position]!;
      const commitments = parts.entries.map((each) => commitmentLeaf(commitment(each.salt, each.text)));
      return {
        ...{ entry: text, salt, position, entryHashes: inclusionProof(commitments, position) },
        ...proof(index),
      };
    },
    export: (selection: Selection = ALL, signWith: JsonWebKey = key): string => {
      const writer = new ExportWriter();
      const lines = stored.flatMap(({ leaf, parts }, index) => {
        const opened = openParts(leafOf(leaf)!, parts)!;
        const entries = opened.entries.map(({ salt, text }) => ({ salt, text }));
        if (!isSelected(selection, leafOf(leaf)!)) return [];
        const { leafHashes } = proof(index);
        return [{ leaf, leafIndex: index, leafHashes, parts: { header: opened.header, entries } }];
      });
      return [
        writer.head(selection, note()),
        ...lines.map((line) => writer.receipt(line)),
        writer.end(noteSigner(EXPORT_ORIGIN, signWith)),
      ].join('');
    },
  };
}

/** Everything. */
export const ALL: Selection = { from: null, until: null, agency: null };

/** A new Ed25519 pair. */
export function newKey(): JsonWebKey {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}

/** An entry that tells the household's poverty, and withholds where it lives. */
export function povertyEntry(key: string): ReceiptEntry {
  return {
    subject: { type: 'Person', key },
    told: [{ class: 'aid', ground: 'AGREEMENT', fields: ['Person.applications'] }],
    withheld: [{ class: 'contact', fields: ['Person.phone'] }],
    veiled: false,
  };
}

function receiptOf(at: number): StoredReceipt {
  const keys = [randomUUID(), randomUUID(), randomUUID()].toSorted();
  const agency = at % 3 === 0 ? 'jkm' : 'ngo';
  const draft = {
    ...{ id: randomUUID(), kind: 'ANSWER' as const, of: null, at: BEGIN + 1000 * at },
    header: {
      viewer: { kind: 'AGENCY_CLIENT', id: `client-of-${agency}` },
      ...{ basis: 'AGREEMENT' as const, basisId: 'AGR-7', agency, purpose: 'SERVICE_DELIVERY' as const },
      legalBasis: 'ACT_864',
    },
    operation: leafHash('an operation'),
    entries: keys.map((key) => ({ type: 'Person', key, text: canonical(povertyEntry(key)) })),
  };
  const series = 'a7f5ee10-51d5-4a9c-8a0e-000000000001';
  return sealReceipt(draft, { series, number: at + 1 }, randomBytes).stored;
}
