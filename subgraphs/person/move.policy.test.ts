import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codesOf } from './consent.testing.ts';
import { citizen, officer } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { moves } from './move.table.ts';
import {
  ask,
  beginMoves,
  closeMoves,
  confirm,
  DUTY,
  GROUNDS,
  homeOf,
  into,
  mover,
  old,
  openMoves,
  out,
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

describe('a move is refused', () => {
  test.each([
    ['household', { household: null }],
    ['relationToHead', { relationToHead: 'HEAD' }],
    ['since', { since: '2026-11-23' }],
    ['remaining', { remaining: [{ person: crypto.randomUUID(), relationToHead: 'CHILD' }] }],
    ['reason', { reason: ' ' }],
    ['origin', { origin: 'CARRIED_OVER' }],
    ['person', { person: 'nobody' }],
  ])('as malformed by its %s', async (name, given) => {
    const result = await ask('proposeMove', officer('old'), { ...GROUNDS, ...into(given) });
    expect(result.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: `input.${name}` } },
    ]);
  });

  test('for whoever has not the duty, whatever they say', async () => {
    await posted('narrow', ['5_5'], ['register', 'area']);
    for (const who of [officer('narrow'), citizen(old.people[0]!)])
      expect(codesOf(await ask('proposeMove', who, { ...GROUNDS, ...into({ person: 'nobody' }) }))).toEqual([
        'UNAUTHORIZED_FIELD_OR_TYPE',
      ]);
  });

  test('where the person came only then, lives there already, or has moved meanwhile', async () => {
    const early = into({ since: '2020-01-01' });
    expect(codesOf(await ask('proposeMove', officer('old'), { ...GROUNDS, ...early }))).toEqual([
      'STEP_REFUSED',
    ]);
    const there = into({ household: old.household.id });
    expect(codesOf(await ask('proposeMove', officer('old'), { ...GROUNDS, ...there }))).toEqual([
      'STEP_REFUSED',
    ]);
    const [first, second] = [await propose('new'), await propose('old', out())];
    expect(codesOf(await confirm(second, 'old-2', out()))).toEqual([]);
    expect(codesOf(await confirm(first, 'both'))).toEqual(['STEP_REFUSED']);
    expect(await homeOf(mover().key)).toEqual([]);
    // Who lives nowhere comes in by two who reach the household, and not before the day on which they left.
    for (const [since, codes] of [
      ['2026-11-19', ['STEP_REFUSED']],
      ['2026-11-20', []],
    ] as const) {
      await posted(`new-${since}`, ['6_1']);
      const id = await propose('new', into({ since }));
      // The clock of these tests stands still, and what was recorded in the instant of a proposal may have come after it.
      await world.db
        .update(moves)
        .set({ proposedAt: new Date(NOW + 1) })
        .where(eq(moves.id, id));
      expect(codesOf(await confirm(id, `new-${since}`, into({ since })))).toEqual(codes);
    }
    expect(await homeOf(mover().key)).toEqual([target.household.key]);
  });

  test('to officers of either home, and reads there like any other change', async () => {
    const relative = (holder: string, subjectKey: string) =>
      world.fact({ kind: 'RELATIVE', holder, subjectKey });
    const id = await propose('old');
    await relative('old', target.people[1]!.key);
    const toKin = await confirm(id, 'new');
    await world.db.delete(groundFacts).where(eq(groundFacts.kind, 'RELATIVE'));
    const other = await propose('old');
    await relative('both', old.people[2]!.key);
    const byKin = await confirm(other, 'both');
    expect([toKin, byKin].flatMap(codesOf)).toEqual(['STEP_REFUSED', 'STEP_REFUSED']);
    expect(await homeOf(mover().key)).toEqual([old.household.key]);
  });
});

describe('protection', () => {
  const PROTECTING = [...DUTY, 'protection'] as const;
  const protectors = async () => {
    await posted('guard', ['MY'], PROTECTING);
    await posted('guard-2', ['MY'], PROTECTING);
  };

  test('hides who moves from every officer but two whose duty holds it', async () => {
    await protectors();
    await world.seal(mover().key);
    const refused = await ask('proposeMove', officer('old'), { ...GROUNDS, ...into() });
    expect(codesOf(refused)).toEqual(['NOT_FOUND']);
    const byTarget = await propose('new');
    for (const who of ['both', 'guard'])
      expect(codesOf(await confirm(byTarget, who))).toEqual(['STEP_REFUSED']);
    const id = await propose('guard');
    expect(await waiting('new')).toEqual([
      { id: byTarget, person: null, household: { id: target.household.id } },
    ]);
    expect(codesOf(await confirm(id, 'new'))).toEqual(['STEP_REFUSED']);
    expect(await homeOf(mover().key)).toEqual([old.household.key]);
    expect(codesOf(await confirm(id, 'guard-2'))).toEqual([]);
    expect(await homeOf(mover().key)).toEqual([target.household.key]);
    // The seal went along, and the home that was left is open.
    expect(await sees(officer('both'), target.people[0]!.id)).toBe(false);
    expect(await sees(officer('both'), old.people[0]!.id)).toBe(true);
  });

  test('that came after a move was proposed stops it, with the words of any other change', async () => {
    const [id, other] = [await propose('old'), await propose('old', out())];
    await world.seal(mover().key);
    const bySeal = await confirm(id, 'new');
    await world.db.delete(groundFacts).where(eq(groundFacts.kind, 'SEAL'));
    await confirm(other, 'old-2', out());
    const byChange = await confirm(id, 'new');
    const said = ({ errors }: typeof bySeal) => errors?.map(({ message }) => message);
    expect(said(bySeal)).toEqual(said(byChange));
    expect(codesOf(bySeal)).toEqual(['STEP_REFUSED']);
  });

  test('lets a child into a sealed household by two who hold it, and no adult from outside', async () => {
    await protectors();
    await world.seal(target.people[0]!.key);
    expect(codesOf(await confirm(await propose('old'), 'both'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(await propose('old'), 'guard'))).toEqual(['STEP_REFUSED']);
    const adult = into({ person: old.people[2]!.id });
    const refused = await ask('proposeMove', officer('guard'), { ...GROUNDS, ...adult });
    expect(codesOf(refused)).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(await propose('guard'), 'guard-2'))).toEqual([]);
    expect(await homeOf(mover().key)).toEqual([target.household.key]);
  });
});
