import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import type { GuardParts } from './guard.ts';
import { vouched } from './guard-reference.ts';
import type { Subgraph } from './subgraph.ts';
import { grantOf, passportFor, posting } from './testing.ts';

const ANN = '00000000-0000-4000-8000-00000000000a';
const passport = passportFor(posting(['kinship']));
const context = { passport } as Context<unknown>;
const mint: Subgraph<unknown>['mint'] = async (_type, row) => grantOf(row.key, ['kinship'], passport);

/** A room that has a row for whatever key it looks for, and what it looked for. */
function askedAbout(key: string, given: Partial<Subgraph<unknown>>) {
  const sought: string[] = [];
  const resolvers = {
    Pupil: { __resolveReference: (row: { key: string }) => sought.push(row.key) && row },
  };
  const subgraph = { name: 'roll', folder: '', resolvers, loaders: () => ({}), ...given };
  return { sought, held: vouched('Pupil', { key }, { subgraph } as unknown as GuardParts, context) };
}

test('whoever is on record is vouched for with their own grant', async () => {
  const { sought, held } = askedAbout(ANN, { mint });

  expect((await held)?.grant).toMatchObject({ subject: ANN });
  expect(sought).toEqual([ANN]);
});

test('another room that asks about what is no identifier asks about nobody, and nothing is looked for', async () => {
  for (const key of ['', 'ann', `${ANN}' or true --`]) {
    const { sought, held } = askedAbout(key, { mint });

    expect(await held).toBeNull();
    expect(sought).toEqual([]);
  }
});

test('a room that cannot mint vouches for nobody, whomever it has on record', async () => {
  expect(await askedAbout(ANN, {}).held).toBeNull();
});
