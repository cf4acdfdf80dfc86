import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, type TestRoom } from '@seisi/host/testing';
import { ALL_CLASSES, classSet, type DataClass } from '@seisi/schema/classes';
import { Facts, type LogFacts, type Telling } from '@seisi/schema/facts-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import type { ReachSource } from '@seisi/schema/reach';
import { canonical } from '@seisi/schema/receipt/canonical';
import { ORIGIN, signCheckpoint } from '@seisi/schema/receipt/checkpoint';
import { type Hash, leafHash, rootOf } from '@seisi/schema/receipt/merkle';
import { openParts } from '@seisi/schema/receipt/parts';
import type {
  ReceiptDraft,
  ReceiptEntry,
  ReceiptHeader,
  ReceiptLeaf,
  ToldClass,
} from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';
import { noteSigner, noteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Viewer } from '@seisi/schema/viewer';
import { sql } from 'drizzle-orm';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { entries, headers, leaves, toldTexts } from './receipt.table.ts';
import { subgraph } from './subgraph.ts';
import { checkpoints, tiles } from './tree.table.ts';

/** A log that a test writes as the sequencer would. */
export type TestLog = {
  /** Puts a receipt into the log; gives its draft. */
  keep(given: KeptDraft): Promise<ReceiptDraft>;
  /** Signs what the log holds. */
  sign(): Promise<void>;
  /** Opens the notes that it signed. */
  readonly verifier: ReturnType<typeof noteVerifier>;
};

/** The room on a database of its own, with its log. */
export type LogWorld = TestLog & {
  readonly tables: DatabaseHandle;
  readonly room: TestRoom;
  close(): Promise<void>;
};

/** What a request told of whom; by an officer of JKM unless told otherwise. */
export type KeptDraft = {
  readonly header?: Partial<ReceiptHeader>;
  readonly kind?: ReceiptLeaf['kind'];
  /** Milliseconds of the epoch. */
  readonly at?: number;
  readonly entries: readonly (Pick<ReceiptEntry, 'subject'> & Partial<ReceiptEntry>)[];
};

const SERIES = 'a7f5ee10-51d5-4a9c-8a0e-000000000001';
const TILE = 256;
const OFFICER: ReceiptHeader = {
  viewer: { kind: 'OFFICER', id: 'officer-1' },
  basis: 'POSTING',
  basisId: 'posting-1',
  agency: 'jkm',
  purpose: null,
  legalBasis: null,
};

export const person = (key: string) => ({ type: 'Person', key });
export const household = (key: string) => ({ type: 'Household', key });

/** One class told on a duty, of the fields named. */
export function told(name: DataClass, fields: readonly string[] = [`Person.${name}`]): ToldClass {
  return { class: name, ground: 'POSTING', fields };
}

/** Opens the room; `reach` says who is within reach. */
export async function openLogWorld(reach?: ReachSource): Promise<LogWorld> {
  const database: TestDatabase = await testDatabase();
  const tables = openDatabase(database.adminUrl);
  const room = openTestRoom(subgraph, database.roomUrl('receipt'), reach === undefined ? {} : { reach });
  return {
    ...testLog(tables),
    tables,
    room,
    async close() {
      await Promise.all([room.close(), tables.close()]);
      await database.close();
    },
  };
}

/** The log of a database in which nothing was kept yet, written as its administrator. */
export function testLog(tables: DatabaseHandle): TestLog {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const hashes: Hash[] = [];
  let signed = 0;
  return {
    verifier: noteVerifier(ORIGIN, key),
    async keep(given) {
      const draft = draftOf(given);
      const number = hashes.length + 1;
      const { stored, kept } = sealReceipt(draft, { series: SERIES, number }, randomBytes);
      await insert(tables, hashes.length, { ...stored, hash: kept.leaf });
      hashes.push(kept.leaf);
      if (hashes.length % TILE === 0) await insertTile(tables, hashes);
      return draft;
    },
    async sign() {
      const root = rootOf(hashes);
      signed += 1;
      const checkpoint = { number: signed, at: NOW, size: hashes.length, root };
      const note = signCheckpoint(checkpoint, noteSigner(ORIGIN, key));
      await tables.db.insert(checkpoints).values({ ...checkpoint, at: new Date(NOW), note });
    },
  };
}

function draftOf({ header, kind = 'ANSWER', at = NOW, entries: about }: KeptDraft): ReceiptDraft {
  const drafted = about.map((entry) => {
    const whole: ReceiptEntry = { told: [], withheld: [], veiled: false, ...entry };
    return { ...entry.subject, text: canonical(whole) };
  });
  return {
    ...{ id: crypto.randomUUID(), kind, of: null, at, header: { ...OFFICER, ...header } },
    operation: leafHash('an operation'),
    entries: drafted.toSorted((one, other) =>
      `${one.type} ${one.key}` < `${other.type} ${other.key}` ? -1 : 1,
    ),
  };
}

type Sealed = ReturnType<typeof sealReceipt>['stored'] & { readonly hash: Hash };

async function insert({ db }: DatabaseHandle, leafIndex: number, sealed: Sealed): Promise<void> {
  const { series, number, id, leaf: text, hash } = sealed;
  const leaf = JSON.parse(text) as ReceiptLeaf;
  const parts = openParts(leaf, sealed.parts);
  if (parts === null) throw new Error('A receipt of a test does not fit its leaf.');
  const at = new Date(sealed.at);
  const header = JSON.parse(parts.header.text) as ReceiptHeader;
  const rows = parts.entries.map(({ type, key, salt, text: entry, told: common }, position) => {
    const classes = classSet((JSON.parse(entry) as ReceiptEntry).told.map((each) => each.class));
    if (common === null) throw new Error('An entry of a test has another form than those of gateways.');
    const hashOf = Buffer.from(common.hash, 'base64url');
    return { leafIndex, position, at, subjectType: type, subjectKey: key, classes, salt, told: hashOf };
  });
  const month = `${at.toISOString().slice(0, 7)}-01`;
  const texts = parts.entries.flatMap(({ told: common }) =>
    common === null ? [] : [{ month, hash: Buffer.from(common.hash, 'base64url'), text: common.text }],
  );
  await db.execute(sql`select receipt.make_month(${at.toISOString().slice(0, 10)}::date)`);
  await db.insert(leaves).values({
    ...{ index: leafIndex, series, number, id, at, kind: leaf.kind, leaf: text },
    ...{ agency: leaf.agency, purpose: leaf.purpose, hash: Buffer.from(hash, 'base64url') },
  });
  await db.insert(headers).values({
    ...{ leafIndex, at, viewerKind: header.viewer.kind, viewerId: header.viewer.id, ...parts.header },
    classes: rows.reduce((set, row) => set | row.classes, 0),
  });
  if (rows.length === 0) return;
  await db.insert(toldTexts).values(texts).onConflictDoNothing();
  await db.insert(entries).values(rows);
}

async function insertTile({ db }: DatabaseHandle, hashes: readonly Hash[]): Promise<void> {
  const own = hashes.slice(-TILE);
  await db.insert(tiles).values({
    level: 0,
    index: hashes.length / TILE - 1,
    root: Buffer.from(rootOf(own), 'base64url'),
    hashes: Buffer.concat(own.map((hash) => Buffer.from(hash, 'base64url'))),
  });
}

/** A citizen's passport, by the own record; `classes` is the most that it opens. */
export function citizen(
  personKey: string,
  { account = `citizen-${personKey}`, classes = ALL_CLASSES } = {},
): Passport {
  const viewer: Partial<Viewer> = { id: account, kind: 'CITIZEN', agency: null };
  return passportFor({ kind: 'SELF', personKey, classes }, { viewer });
}

/** A person as the gateway brings them to this room: with the grant of these classes, and what the deciding room told. */
export function brought(
  key: string,
  passport: Passport,
  homes: LogFacts['homes'] | null,
  classes: readonly DataClass[] = ['register', 'receipts'],
) {
  const telling: Telling = { kind: 'TOLD', byRoom: homes === null ? {} : { receipt: { homes } } };
  const { request } = passport;
  const facts = new Facts(
    { subject: key, viewer: viewerKey(passport), request, expires: NOW + 5000 },
    telling,
    () => '',
  );
  return { __typename: 'Person', key, grant: grantOf(key, classes, passport), facts };
}
