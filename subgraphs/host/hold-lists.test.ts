import { expect, test } from 'vitest';
import { LIBRARY, openSchool, ROLL } from './guard.testing.ts';
import type { Subgraph } from './subgraph.ts';
import { grantOf, passportFor, posting } from './testing.ts';

const PUPILS = ['a', 'b', 'e'].map((id) => ({
  key: `00000000-0000-4000-8000-00000000000${id}`,
  id,
  name: id.toUpperCase(),
}));
const [ANN, , EVE] = PUPILS as [(typeof PUPILS)[0], (typeof PUPILS)[0], (typeof PUPILS)[0]];
const CLASSES = ['identity', 'kinship', 'aid'] as const;
const PASSPORT = passportFor(posting(CLASSES));

/** Ann is open, Ben without his name, Eve out of reach. */
const decided = new Map(
  PUPILS.map(({ key }) => [
    key,
    key === EVE.key ? null : grantOf(key, key === ANN.key ? ['identity', 'kinship'] : ['kinship'], PASSPORT),
  ]),
);

const rollBy = (mint: Subgraph<unknown>['mint'] & {}) =>
  openSchool(ROLL, {
    mint,
    resolvers: {
      Query: {
        pupil: (_root: unknown, { id }: { id: string }) => PUPILS.find((pupil) => pupil.id === id) ?? null,
        pupils: () => PUPILS,
      },
      Pupil: { friends: () => PUPILS },
    },
  });
const atOnce = rollBy((_type, { key }) => decided.get(key) ?? null);
const later = rollBy(async (_type, { key }) => decided.get(key) ?? null);

test.each([
  ['{ pupil(id: "a") { name friends { id name } } }', 2],
  ['{ pupil(id: "e") { id } }', 0],
  ['{ pupils { id name } }', 2],
])(
  '%s is answered the same by a mint that says at once what it decided, and by one that takes its time',
  async (text, shown) => {
    const answer = await atOnce.ask(text, PASSPORT);

    expect(answer).toEqual(await later.ask(text, PASSPORT));
    expect(JSON.stringify(answer.data).match(/"id"/g) ?? []).toHaveLength(shown);
  },
);

test('a room that does not mint drops nothing from a list: a row that is missing is no row out of reach', async () => {
  const loan = { id: '00000000-0000-4000-8000-0000000000f1', title: 'Atlas' };
  const school = openSchool(LIBRARY, { resolvers: { Pupil: { loans: () => [loan, null] } } });
  const text =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Pupil { loans { id } } } }';
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, CLASSES, PASSPORT) }];

  expect((await school.ask(text, PASSPORT, { representations })).data).toEqual({
    _entities: [{ loans: null }],
  });
});
