import { ALL_CLASSES, classNames, classSet } from '@seisi/schema/classes';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementOf, citizen, client, officer, passportOf, postingOf } from './ground/testing.ts';
import { openWorld, type World } from './household.testing.ts';

const VIEWER =
  '{ viewer { id kind basis agencyCode agreementNumber purpose legalBasis areas classes person { id } } }';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const basisFacts = async (viewer: Parameters<World['as']>[0]) =>
  (await world.room.ask('{ basisFacts }', {}, passportOf(viewer, NO_BASIS))).data?.['basisFacts'];

describe('the viewer', () => {
  test('of a citizen’s token is the own person on the ground SELF', async () => {
    const { people } = await world.home([{}]);
    const result = await world.room.ask(VIEWER, {}, await world.as(citizen(people[0]!)));

    expect(result).toEqual({
      data: {
        viewer: {
          id: citizen(people[0]!).id,
          kind: 'CITIZEN',
          basis: 'SELF',
          agencyCode: null,
          agreementNumber: null,
          purpose: null,
          legalBasis: null,
          areas: [],
          classes: classNames(ALL_CLASSES),
          person: { id: people[0]!.id },
        },
      },
    });
  });

  test('of an agency’s token shows the agreement, its law, areas and classes with those implied', async () => {
    await world.fact({ ...agreementOf('hospital', ['disability'], ['05', '14_1']), id: 'A-1' });
    const result = await world.room.ask(VIEWER, {}, await world.as(client('hospital', 'A-1')));

    expect(result.errors).toBeUndefined();
    expect(result.data?.['viewer']).toMatchObject({
      basis: 'AGREEMENT',
      agencyCode: 'hospital',
      agreementNumber: 'A-1',
      purpose: 'SERVICE_DELIVERY',
      legalBasis: 'AGREEMENT',
      areas: ['05', '14_1'],
      classes: ['disability.fact', 'disability'],
      person: null,
    });
  });

  test('without a ground has none, and no class', async () => {
    const result = await world.room.ask(VIEWER, {}, await world.as(officer('nobody')));

    expect(result.data?.['viewer']).toMatchObject({ id: 'nobody', basis: null, areas: [], classes: [] });
  });

  test('is withheld from who has no token', async () => {
    const result = await world.room.ask(VIEWER, {}, passportOf(null, NO_BASIS));

    expect(result.data).toEqual({ viewer: null });
    expect(result.errors).toMatchObject([
      { path: ['viewer'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
    ]);
  });
});

describe('the facts of a ground', () => {
  test('survive JSON, take one statement, and count only what is in force today', async () => {
    const posting = postingOf('officer', ['income'], ['05']);
    await world.fact({ ...posting, id: 'P-past', validUntil: '2026-11-22' });
    await world.fact({ ...posting, id: 'P-next', validFrom: '2026-11-23' });
    await world.fact({ ...posting, id: 'P-now', validFrom: '2026-11-22', validUntil: '2026-11-23' });
    world.room.statements();
    const found = await basisFacts(officer('officer'));

    expect(world.room.statements()).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(found))).toEqual({
      kind: 'POSTING',
      id: 'P-now',
      personKey: posting.subjectKey,
      agency: 'jkm',
      areas: ['05'],
      classes: classSet(['income', 'income.band']),
    });
  });

  test('count the choices of an officer with two postings', async () => {
    await world.fact({ ...postingOf('twice', ['income'], ['05']), id: 'P-a' });
    await world.fact({ ...postingOf('twice', ['register'], ['06']), id: 'P-b' });

    expect(await basisFacts(officer('twice'))).toEqual({ kind: 'NONE', choices: 2 });
  });

  test('are none for nobody, for another’s agreement and for a malformed person', async () => {
    await world.fact({ ...agreementOf('ngo', ['register'], ['MY']), id: 'A-ngo' });
    const malformed = { ...citizen((await world.home([{}])).people[0]!), person: 'no person' };

    expect(await basisFacts(client('ngo', 'A-ngo'))).toMatchObject({ kind: 'AGREEMENT', agency: 'ngo' });
    expect(await basisFacts(client('other', 'A-ngo'))).toEqual({ kind: 'NONE', choices: 0 });
    expect(await basisFacts(malformed)).toEqual({ kind: 'NONE', choices: 0 });
  });
});
