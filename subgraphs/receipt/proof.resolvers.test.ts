import { NOW, passportFor, posting } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { openCheckpoint } from '@seisi/schema/receipt/checkpoint';
import { commitment, commitmentLeaf } from '@seisi/schema/receipt/commitment';
import { leafHash, rootOf } from '@seisi/schema/receipt/merkle';
import { verifyConsistency, verifyInclusion } from '@seisi/schema/receipt/proof';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brought, citizen, household, type LogWorld, openLogWorld, person, told } from './log.testing.ts';
import { leaves } from './receipt.table.ts';

const PROOF = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
  accessLog { edges { node { receipt { number leaf }
    proof { entry salt position entryHashes leaf leafIndex leafHashes checkpoint } } } } } } }`;
const RECEIPTS = `query ($filter: ReceiptFilter, $first: Int, $after: String) {
  receipts(filter: $filter, first: $first, after: $after) { pageInfo { endCursor hasNextPage } edges { node {
    id at kind viewerKind account agencyCode basis agreementNumber purpose subjects classes
    proof { leaf leafIndex leafHashes checkpoint } } } } }`;
const AUDITOR = passportFor(posting(['receipts']));
/** More than a tile holds, so that a proof needs the root of one. */
const EARLIER = 300;

let world: LogWorld;
const own = crypto.randomUUID();
const fellows = Array.from({ length: 4 }, () => crypto.randomUUID());
beforeAll(async () => {
  world = await openLogWorld();
  for (let many = 0; many < EARLIER; many += 1) await world.keep({ at: NOW + many, entries: [] });
  await world.sign();
  await world.keep({
    at: NOW + 1000,
    entries: [
      { subject: person(own), told: [told('aid')] },
      ...fellows.map((key) => ({ subject: person(key), told: [told('health')] })),
    ],
  });
  await world.keep({ at: NOW + 2000, entries: [{ subject: person(own), veiled: true }] });
  await world.sign();
  await world.keep({
    at: NOW + 3000,
    header: {
      ...{ viewer: { kind: 'CITIZEN', id: 'citizen-account' }, basis: 'SELF', basisId: null, agency: null },
    },
    entries: [{ subject: person(own), told: [told('income')] }],
  });
});
afterAll(() => world.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

async function receipts(variables: object, passport: Passport = AUDITOR) {
  const { data, errors } = await world.room.ask(RECEIPTS, { ...variables }, passport);
  const list = data?.['receipts'] as Json;
  return { nodes: list?.edges.map(({ node }: Json) => node), pageInfo: list?.pageInfo, errors };
}

test('a person proves an entry with nothing but the log’s key, and the proof shows nobody else', async () => {
  const passport = citizen(own);
  const { data } = await world.room.ask(PROOF, { representations: [brought(own, passport, [])] }, passport);
  const nodes = (data as Json)._entities[0].accessLog.edges.map(({ node }: Json) => node);
  // The newest stands under no checkpoint yet, and of the second the agency is veiled, which the leaf would tell.
  expect(nodes.map(({ proof }: Json) => proof !== null)).toEqual([false, false, true]);

  const { proof, receipt } = nodes[2];
  const leaf = JSON.parse(proof.leaf);
  const checkpoint = openCheckpoint(proof.checkpoint, world.verifier)!;
  expect(JSON.parse(proof.entry)).toMatchObject({ told: [{ class: 'aid', fields: ['Person.aid'] }] });
  expect(leafHash(proof.leaf)).toBe(receipt.leaf);
  expect(leaf.id).toBe(receipt.number);
  expect(
    verifyInclusion({
      leaf: commitmentLeaf(commitment(proof.salt, proof.entry)),
      ...{ index: proof.position, size: leaf.entries, root: leaf.root, proof: proof.entryHashes },
    }),
  ).toBe(true);
  expect(
    verifyInclusion({
      leaf: receipt.leaf,
      ...{ index: Number(proof.leafIndex), size: checkpoint.size, root: checkpoint.root },
      proof: proof.leafHashes,
    }),
  ).toBe(true);
  for (const fellow of fellows) expect(JSON.stringify(nodes)).not.toContain(fellow);
});

test('of a household of which not everything is open to the reader there is no proof, for it would tell the rest', async () => {
  const home = crypto.randomUUID();
  await world.keep({ entries: [{ subject: household(home), told: [told('kinship'), told('poverty')] }] });
  await world.sign();
  const passport = citizen(own);
  const proofsWith = async (classes: number) => {
    const homes = [{ key: home, since: '2026-01-01', classes }];
    const { data } = await world.room.ask(
      PROOF,
      { representations: [brought(own, passport, homes)] },
      passport,
    );
    return (data as Json)._entities[0].accessLog.edges[0].node.proof;
  };

  expect(await proofsWith((1 << 6) | (1 << 13))).not.toBeNull();
  expect(await proofsWith(1 << 6)).toBeNull();
});

test('an auditor lists receipts newest first, with proofs, and reads of no subject and of no citizen', async () => {
  const { nodes, errors } = await receipts({
    first: 5,
    filter: { until: new Date(NOW + 3001).toISOString() },
  });
  expect(errors).toBeUndefined();
  const [, byCitizen, , officer] = nodes;
  expect(byCitizen).toMatchObject({
    ...{ viewerKind: 'CITIZEN', account: null, agencyCode: null, basis: 'SELF' },
    ...{ subjects: 1, classes: ['income'] },
  });
  expect(officer).toMatchObject({
    ...{ viewerKind: 'OFFICER', account: 'officer-1', agencyCode: 'jkm', basis: 'POSTING' },
    ...{ subjects: 5, classes: ['health', 'aid'], kind: 'ANSWER' },
  });
  const { leaf, leafIndex, leafHashes, checkpoint } = officer.proof;
  const { size, root } = openCheckpoint(checkpoint, world.verifier)!;
  expect(
    verifyInclusion({ leaf: leafHash(leaf), index: Number(leafIndex), size, root, proof: leafHashes }),
  ).toBe(true);
  for (const key of [own, ...fellows, 'citizen-account']) expect(JSON.stringify(nodes)).not.toContain(key);
});

test('receipts are found by agency, purpose, class and time, and a page goes on where the last one ended', async () => {
  await world.keep({
    at: NOW + 86_400_000,
    header: { basis: 'AGREEMENT', basisId: 'AGR-7', agency: 'ngo', purpose: 'PUBLIC_INTEREST' },
    entries: [{ subject: person(own), told: [told('poverty')] }],
  });
  const found = async (filter: object) => (await receipts({ filter, first: 100 })).nodes.length;

  expect(await found({ agencyCode: 'ngo' })).toBe(1);
  expect(await found({ purpose: 'PUBLIC_INTEREST' })).toBe(1);
  expect(await found({ class: 'health' })).toBe(1);
  expect(await found({ class: 'nothing' })).toBe(0);
  expect(await found({ agencyCode: 'nobody' })).toBe(0);
  expect(await found({ from: new Date(NOW + 86_400_000).toISOString() })).toBe(1);
  expect(await found({ from: new Date(NOW + 1).toISOString(), until: new Date(NOW + 3).toISOString() })).toBe(
    2,
  );

  const { errors } = await receipts({ filter: { from: 'yesterday' } });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);

  const filter = { from: new Date(NOW + 295).toISOString() };
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await receipts({ filter, first: 3, ...(after === undefined ? {} : { after }) });
    ids.push(...page.nodes.map(({ id }: Json) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  } while (after !== undefined);
  expect(ids).toHaveLength(9);
  expect(new Set(ids).size).toBe(9);
});

test('receipts are for a duty alone: a citizen, a duty without it and whoever has no ground are told why', async () => {
  const refusal = async (passport: Passport) => {
    const { errors } = await receipts({}, passport);
    return errors?.map(({ extensions }) => [
      extensions?.['code'],
      extensions?.['class'],
      extensions?.['reason'],
    ]);
  };
  const refused = [['UNAUTHORIZED_FIELD_OR_TYPE', 'receipts', 'CLASS_NOT_IN_BASIS']];

  expect(await refusal(citizen(own))).toEqual(refused);
  expect(await refusal(passportFor(posting(['aid', 'case'])))).toEqual(refused);
  expect(await refusal(passportFor(NO_BASIS))).toEqual(refused);
});

test('everyone reads the newest checkpoint, and what proves that the log only grew', async () => {
  const text = `query ($from: String!, $to: String!) {
    checkpoint { size root at note } consistency(from: $from, to: $to) { from to hashes } }`;
  const nobody = passportFor(NO_BASIS, { viewer: null });
  const ask = async (from: string, to: string): Promise<Json> => {
    const { data, errors } = await world.room.ask(text, { from, to }, nobody);
    expect(errors).toBeUndefined();
    return data;
  };
  const { checkpoint } = await ask('0', '0');
  const newest = openCheckpoint(checkpoint.note, world.verifier)!;
  expect([checkpoint.size, checkpoint.root]).toEqual([String(newest.size), newest.root]);

  const rows = await world.tables.db.select({ hash: leaves.hash }).from(leaves).orderBy(leaves.index);
  const hashes = rows.map(({ hash }) => hash.toString('base64url'));
  for (const size of [1, 255, 256, 257, EARLIER, newest.size]) {
    const { consistency } = await ask(String(size), checkpoint.size);
    const root = rootOf(hashes.slice(0, size));
    expect(verifyConsistency({ size, root }, newest, consistency.hashes), `from ${size}`).toBe(true);
  }
  for (const [from, to] of [
    ['2', '1'],
    ['0', '9999'],
    ['x', '1'],
    ['-1', '1'],
    ['01', '2'],
  ] as const)
    expect((await ask(from, to)).consistency).toBeNull();
});
