import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assessments } from './assessment.table.ts';
import { codesOf } from './consent.testing.ts';
import { officer } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';
import { TODAY } from './household.testing.ts';
import {
  ask,
  beginMoves,
  closeMoves,
  confirm,
  GROUNDS,
  homeOf,
  into,
  mover,
  old,
  openMoves,
  out,
  personOf,
  posted,
  propose,
  sees,
  target,
  waiting,
  world,
} from './move.testing.ts';

beforeAll(openMoves);
beforeEach(beginMoves);
afterAll(closeMoves);

describe('a move', () => {
  test('opens nothing before a second officer has confirmed it, and then the new district alone', async () => {
    const id = await propose('new');
    expect(await sees(officer('new'), mover().id)).toBe(false);
    expect(await homeOf(mover().key)).toEqual([old.household.key]);
    expect(codesOf(await confirm(id, 'old'))).toEqual([]);

    expect(await homeOf(mover().key)).toEqual([target.household.key]);
    expect(await sees(officer('new'), mover().id)).toBe(true);
    expect(await sees(officer('old'), mover().id)).toBe(false);
  });

  test('shows each officer whom they reach already, in the answer and in the list of what waits', async () => {
    const id = await propose('old');
    const ofOld = { id, person: { id: mover().id }, household: null };
    const ofNew = { id, person: null, household: { id: target.household.id } };
    expect(await waiting('old-2')).toEqual([ofOld]);
    expect(await waiting('new')).toEqual([ofNew]);
    await posted('elsewhere', ['1_1']);
    expect(await waiting('elsewhere')).toEqual([]);
    await confirm(id, 'new');
    expect(await waiting('old-2')).toEqual([]);
  });

  test('of an identifier that nobody has is proposed with the same answer, and confirmed by nobody', async () => {
    const nobody = into({ person: crypto.randomUUID() });
    const id = await propose('new', nobody);
    expect(await waiting('new')).toEqual([{ id, person: null, household: { id: target.household.id } }]);
    for (const who of ['old', 'both']) {
      const codes = codesOf(await confirm(id, who, nobody));
      expect(codes).toEqual([who === 'old' ? 'NOT_FOUND' : 'STEP_REFUSED']);
    }
  });

  test('is confirmed by another account and another person, between them reaching both sides', async () => {
    const id = await propose('old');
    expect(codesOf(await confirm(id, 'old'))).toEqual(['STEP_REFUSED']);
    await world.db
      .update(groundFacts)
      .set({ subjectKey: await personOf('old') })
      .where(eq(groundFacts.id, 'P-both'));
    expect(codesOf(await confirm(id, 'both'))).toEqual(['STEP_REFUSED']);
    // Nobody of the two reaches the new household.
    expect(codesOf(await confirm(id, 'old-2'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'new'))).toEqual([]);
  });

  test('is confirmed where both say the same, and by nobody else', async () => {
    const id = await propose('old');
    for (const other of [{ relationToHead: 'CHILD' }, { since: '2026-11-19' }])
      expect(codesOf(await confirm(id, 'both', into(other)))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'both', into({ person: old.people[2]!.id })))).toEqual(['NOT_FOUND']);
    expect(codesOf(await confirm(id, 'both', out()))).toEqual(['NOT_FOUND']);
    expect(codesOf(await confirm(crypto.randomUUID(), 'both'))).toEqual(['NOT_FOUND']);
    expect(await homeOf(mover().key)).toEqual([old.household.key]);
  });

  test('proposed twice is done once, and one of two confirmations at the same time is refused', async () => {
    const ids = [await propose('old'), await propose('old-2')];
    const answers = await Promise.all([confirm(ids[0]!, 'new'), confirm(ids[0]!, 'both')]);
    expect(answers.flatMap(codesOf)).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(ids[1]!, 'both'))).toEqual(['STEP_REFUSED']);
    expect(await homeOf(mover().key)).toEqual([target.household.key]);
  });

  test('repeated with its key gives the same answer and one effect, also by who reaches nobody of it any more', async () => {
    const id = await propose('new');
    const input = { ...into(), id };
    const first = await ask('confirmMove', officer('old'), input);
    const again = await ask('confirmMove', officer('old'), input);
    expect(codesOf(first)).toEqual([]);
    expect(again.data).toEqual({ confirmMove: { move: { id, person: null, household: null } } });
    expect(await homeOf(mover().key)).toEqual([target.household.key]);
  });

  test('is taken back by the officer who proposed it, and then it is over', async () => {
    const id = await propose('old');
    const withdraw = (who: string) =>
      ask('withdrawMove', officer(who), { id, idempotencyKey: crypto.randomUUID() });
    expect(codesOf(await withdraw('old-2'))).toEqual(['NOT_FOUND']);
    expect(codesOf(await withdraw('old'))).toEqual([]);
    expect(codesOf(await withdraw('old'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'both'))).toEqual(['STEP_REFUSED']);
    const done = await propose('old');
    await confirm(done, 'new');
    expect(codesOf(await ask('withdrawMove', officer('old'), { id: done, idempotencyKey: 'late' }))).toEqual([
      'STEP_REFUSED',
    ]);
  });

  test('assesses both households anew, as far as they are confirmed', async () => {
    await world.db
      .update(households)
      .set({ registrationStatus: 'UNDER_CENSUS' })
      .where(eq(households.key, target.household.key));
    const id = await propose('old');
    await confirm(id, 'new');
    const made = await world.db.select().from(assessments);
    const ofHome = (key: string) => made.filter(({ householdKey }) => householdKey === key);
    expect(ofHome(old.household.key)).toMatchObject([{ memberCount: 2, assessedOn: TODAY, cause: 'UPDATE' }]);
    expect(ofHome(target.household.key)).toEqual([]);
  });
});

describe('who leaves', () => {
  test('lives in no household any more; both officers reach them', async () => {
    const id = await propose('old', out({ kind: 'DIED' }));
    expect(codesOf(await confirm(id, 'new', out({ kind: 'DIED' })))).toEqual(['NOT_FOUND']);
    expect(codesOf(await confirm(id, 'old-2', out({ kind: 'DIED' })))).toEqual([]);
    expect(await homeOf(mover().key)).toEqual([]);
    expect(await sees(officer('both'), mover().id)).toBe(false);
  });

  test('as head leaves the others with another head, each of them named', async () => {
    const [head, child, parent] = old.people;
    const staying = [
      { person: parent!.id, relationToHead: 'HEAD' },
      { person: child!.id, relationToHead: 'GRANDCHILD' },
    ];
    const leaving = (remaining: object[]) => into({ person: head!.id, remaining });
    for (const some of [[], staying.slice(0, 1)])
      expect(codesOf(await ask('proposeMove', officer('old'), { ...GROUNDS, ...leaving(some) }))).toEqual([
        'STEP_REFUSED',
      ]);
    const id = await propose('old', leaving(staying));
    expect(codesOf(await confirm(id, 'new', leaving(staying.toReversed())))).toEqual([]);

    const rows = await world.db
      .select({ personKey: memberships.personKey, relation: memberships.relationToHead })
      .from(memberships)
      .where(and(eq(memberships.householdKey, old.household.key), eq(memberships.since, '2020-01-01')));
    const relationOf = (key: string) => rows.find(({ personKey }) => personKey === key)?.relation;
    expect([relationOf(parent!.key), relationOf(child!.key)]).toEqual(['HEAD', 'GRANDCHILD']);
    const [home] = await world.db.select().from(households).where(eq(households.key, old.household.key));
    expect(home?.headKey).toBe(parent!.key);
  });

  test('as the last leaves a household that nobody lives in and nobody assesses', async () => {
    const alone = await world.home([{}]);
    const leaving = into({ person: alone.people[0]!.id });
    const id = await propose('old', leaving);
    expect(codesOf(await confirm(id, 'new', leaving))).toEqual([]);
    const made = await world.db
      .select()
      .from(assessments)
      .where(eq(assessments.householdKey, alone.household.key));
    expect(made).toEqual([]);
  });
});
