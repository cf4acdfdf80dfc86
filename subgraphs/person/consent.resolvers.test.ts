import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { consents } from './consent.table.ts';
import {
  act,
  actsKept,
  anInput,
  CONSENTS,
  codesOf,
  consentFact,
  give,
  type ShownConsent,
  shown,
} from './consent.testing.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { openWorld, TODAY, type World } from './household.testing.ts';
import type { PersonRow } from './person.table.ts';

let database: TestDatabase;
let world: World;
let ana: PersonRow;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  ana = (await world.home([{}])).people[0]!;
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const factOf = ({ id }: { id: string }) => consentFact(world, id);
const actsOn = ({ id }: { id: string }) => actsKept(world, id);

describe('giving a consent', () => {
  test('answers with it, keeps it, its history and the fact that opens by it', async () => {
    const given = await give(world, ana, { classes: ['income', 'contact', 'income'] });

    expect(given).toEqual({
      id: given.id,
      person: { id: ana.id },
      consent: {
        agencyCode: 'ngo',
        purpose: 'SERVICE_DELIVERY',
        reader: null,
        basis: 'OWN_TOKEN',
        classes: ['contact', 'income'],
        status: 'IN_FORCE',
        givenAt: new Date(NOW).toISOString(),
        until: '2027-01-01',
        withdrawnAt: null,
      },
    });
    expect(await actsOn(given)).toEqual(['GIVE']);
    expect(await factOf(given)).toMatchObject({
      kind: 'CONSENT',
      holder: 'ngo',
      subjectKey: ana.key,
      classes: ['contact', 'income'],
      purposes: ['SERVICE_DELIVERY'],
      declaredBy: [],
      validFrom: TODAY,
      validUntil: '2027-01-01',
    });
  });

  test.each([
    ['agencyCode', 'NGO!'],
    ['agencyCode', ''],
    ['agencyCode', `a${'b'.repeat(64)}`],
    ['classes', []],
    ['classes', ['nothing']],
    ['classes', ['income', 'protection']],
    ['classes', ['bank']],
    ['classes', ['receipts']],
    ['until', TODAY],
    ['until', '2027-02-30'],
    ['until', 'tomorrow'],
    ['idempotencyKey', ''],
    ['idempotencyKey', 'a b'],
  ])('with %s %j is refused, and nothing is kept', async (name, value) => {
    const result = await act(world, ana, 'giveConsent', anInput({ [name]: value }));

    expect(result.data).toEqual({ giveConsent: null });
    expect(result.errors).toMatchObject([
      { path: ['giveConsent'], extensions: { code: 'BAD_USER_INPUT', argument: `input.${name}` } },
    ]);
    const kept = await world.db
      .select()
      .from(consents)
      .where(eq(consents.agencyCode, String(value)));
    expect(kept).toEqual([]);
  });

  test('of a class that its purpose never opens is refused: it would look like one that counts', async () => {
    const asked = anInput({ purpose: 'PUBLIC_INTEREST', classes: ['income'] });

    expect(codesOf(await act(world, ana, 'giveConsent', asked))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('narrowing and withdrawing', () => {
  test('a narrowed consent holds less, in the fact too', async () => {
    const given = await give(world, ana, { classes: ['income', 'contact'] });
    const input = { id: given.id, classes: ['income'], until: '2026-12-01', idempotencyKey: 'narrow-1' };
    const result = shown(await act(world, ana, 'narrowConsent', input), 'narrowConsent');

    expect(result?.consent).toMatchObject({ classes: ['income'], until: '2026-12-01', status: 'IN_FORCE' });
    expect(await factOf(given)).toMatchObject({ classes: ['income'], validUntil: '2026-12-01' });
  });

  test('a withdrawn consent counts no more, not even on the day it was given', async () => {
    const given = await give(world, ana);
    const input = { id: given.id, idempotencyKey: 'withdraw-1' };
    const result = shown(await act(world, ana, 'withdrawConsent', input), 'withdrawConsent');

    expect(result?.consent).toMatchObject({
      status: 'WITHDRAWN',
      withdrawnAt: new Date(NOW).toISOString(),
    });
    expect(await factOf(given)).toMatchObject({ validFrom: TODAY, validUntil: TODAY });
    expect(await actsOn(given)).toEqual(['GIVE', 'WITHDRAW']);
  });

  test.each([
    ['another class', { classes: ['income', 'contact'] }],
    ['a later day', { classes: ['income'], until: '2027-01-02' }],
  ])('a consent never grows: %s is refused, and nothing changes', async (_what, asked) => {
    const given = await give(world, ana);
    const result = await act(world, ana, 'narrowConsent', {
      id: given.id,
      idempotencyKey: crypto.randomUUID(),
      ...asked,
    });

    expect(codesOf(result)).toEqual(['STEP_REFUSED']);
    expect(await factOf(given)).toMatchObject({ classes: ['income'], validUntil: '2027-01-01' });
    expect(await actsOn(given)).toEqual(['GIVE']);
  });

  test('nothing can be done to a consent that was withdrawn or has ended', async () => {
    const withdrawn = await give(world, ana);
    await act(world, ana, 'withdrawConsent', { id: withdrawn.id, idempotencyKey: 'withdraw-2' });
    const ended = await give(world, ana);
    await world.db.update(consents).set({ validUntil: TODAY }).where(eq(consents.id, ended.id));

    for (const { id } of [withdrawn, ended]) {
      const key = { id, idempotencyKey: crypto.randomUUID() };
      const again = await act(world, ana, 'withdrawConsent', key);
      const narrow = await act(world, ana, 'narrowConsent', { ...key, classes: ['income'] });
      expect([again, narrow].flatMap(codesOf)).toEqual(['STEP_REFUSED', 'STEP_REFUSED']);
    }
  });

  test('a consent that does not exist and one of somebody else are the same: not found', async () => {
    const budi = (await world.home([{}])).people[0]!;
    const given = await give(world, budi);
    const answers = await Promise.all(
      [given.id, crypto.randomUUID()].map((id) =>
        act(world, ana, 'withdrawConsent', { id, idempotencyKey: crypto.randomUUID() }),
      ),
    );

    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      data: { withdrawConsent: null },
      errors: [{ path: ['withdrawConsent'], extensions: { code: 'NOT_FOUND' } }],
    });
    expect(await factOf(given)).toMatchObject({ validUntil: '2027-01-01' });
  });
});

describe('the list of consents', () => {
  type Page = {
    edges: { node: ShownConsent }[];
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
  const pageOf = async (who: PersonRow, given: object = {}): Promise<Page> => {
    const result = await world.room.ask(CONSENTS, { ...given }, await world.as(citizen(who)));
    expect(result.errors).toBeUndefined();
    return result.data?.['consents'] as Page;
  };

  test('has the own consents, page by page, and nobody else’s', async () => {
    const [cici, dina] = (await world.home([{}, { relation: 'SPOUSE' }])).people as [PersonRow, PersonRow];
    const given = [await give(world, cici), await give(world, cici), await give(world, cici)];
    await give(world, dina);
    const first = await pageOf(cici, { first: 2 });
    const second = await pageOf(cici, { first: 2, after: first.pageInfo.endCursor });
    const found = [...first.edges, ...second.edges].map(({ node }) => node);

    expect(found.map(({ id }) => id).toSorted()).toEqual(given.map(({ id }) => id).toSorted());
    expect(found.every(({ person }) => person.id === cici.id)).toBe(true);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await pageOf((await world.home([{}])).people[0]!)).edges).toEqual([]);
  });

  test('is withheld from a token of low assurance, also where only identifiers are asked; it is not empty', async () => {
    await give(world, ana);
    const viewer = { ...citizen(ana), assurance: null };
    const text = '{ consents { edges { node { id } } } }';
    const result = await world.room.ask(text, {}, await world.as(viewer));

    expect(result.data).toEqual({ consents: null });
    expect(result.errors).toMatchObject([
      { path: ['consents'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'ASSURANCE' } },
    ]);
  });

  test('is empty for an officer, whatever the duty opens: officers give none', async () => {
    await world.fact({ ...postingOf('reader', ['receipts'], ['MY']), id: 'P-reader' });
    const result = await world.room.ask(CONSENTS, {}, await world.as(officer('reader')));

    expect(result).toMatchObject({ data: { consents: { edges: [] } } });
    expect(result.errors).toBeUndefined();
  });
});
