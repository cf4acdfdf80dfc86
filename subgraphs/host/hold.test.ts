import { expect, test } from 'vitest';
import { LIBRARY, openSchool, ROLL } from './guard.testing.ts';
import type { Subgraph } from './subgraph.ts';
import { grantOf, NOW, passportFor, posting } from './testing.ts';

const ANN = { key: '00000000-0000-4000-8000-00000000000a', id: 'ann', name: 'Ann' };
const BEN = { key: '00000000-0000-4000-8000-00000000000b', id: 'ben', name: 'Ben' };
const EVE = { key: '00000000-0000-4000-8000-00000000000e', id: 'eve', name: 'Eve' };
const PUPILS = [ANN, BEN, EVE];
const LOAN = {
  __typename: 'Loan',
  id: '00000000-0000-4000-8000-0000000000f1',
  title: 'Atlas',
  borrower: ANN.key,
};
const FINE = { __typename: 'Fine', id: '00000000-0000-4000-8000-0000000000f2', amount: 50 };
const CLASSES = ['identity', 'kinship', 'aid', 'aid.note', 'payment'] as const;
const PASSPORT = passportFor(posting(CLASSES));
const UNKNOWN = { code: 'SOURCE_UNAVAILABLE', reason: undefined };
const NOT_FOR_SUBJECT = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'NOT_FOR_THIS_SUBJECT' };

/** Ann is open, Ben without his name, Eve out of reach. */
const mint: Subgraph<unknown>['mint'] = async (_type, row, { passport }) => {
  if (row.key === EVE.key) return null;
  return grantOf(row.key, row.key === ANN.key ? ['identity', 'kinship'] : ['kinship'], passport);
};

const roll = () =>
  openSchool(ROLL, {
    mint,
    resolvers: {
      Query: {
        pupil: (_root: unknown, { id }: { id: string }) => PUPILS.find((pupil) => pupil.id === id) ?? null,
        pupils: () => Promise.resolve(PUPILS),
      },
      Pupil: {
        __resolveReference: ({ key }: { key: string }) => PUPILS.find((pupil) => pupil.key === key) ?? null,
        friends: () => PUPILS,
      },
    },
  });

/** What a statement of Drizzle is to a resolver: awaitable, without being a Promise. */
const statementOf = (rows: readonly object[]) => ({
  // biome-ignore lint/suspicious/noThenProperty: it stands for such a statement
  then: (resolve: (rows: readonly object[]) => unknown) => resolve(rows),
});

const library = openSchool(LIBRARY, {
  resolvers: {
    Query: { loan: () => LOAN },
    Pupil: { loans: () => statementOf([LOAN]), owed: () => [LOAN, FINE] },
    Loan: { borrower: (loan: typeof LOAN) => ({ key: loan.borrower }), file: (loan: object) => loan },
    LoanFile: {
      __resolveReference: ({ id }: { id: string }) => (id === LOAN.id ? LOAN : null),
      borrower: (loan: typeof LOAN) => ({ key: loan.borrower }),
      loan: (loan: object) => loan,
    },
  },
  files: {
    LoanFile: {
      subject: (row: typeof LOAN) => row.borrower,
      grant: ({ borrower }) => (borrower as { grant?: unknown } | null)?.grant,
    },
  },
});
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) {';

test('the minting room judges every subject by its own grant, however it is met', async () => {
  const answer = await roll().ask(
    '{ pupil(id: "ann") { name friends { id name friends { name } } } }',
    PASSPORT,
  );
  expect(answer.data).toEqual({
    pupil: {
      name: 'Ann',
      friends: [
        { id: 'ann', name: 'Ann', friends: [{ name: 'Ann' }, { name: null }] },
        { id: 'ben', name: null, friends: [{ name: 'Ann' }, { name: null }] },
      ],
    },
  });
  expect(answer.errors.map(({ path }) => path).toSorted()).toEqual([
    'pupil.friends.0.friends.1.name',
    'pupil.friends.1.friends.1.name',
    'pupil.friends.1.name',
  ]);
});

test('a subject out of reach is the same as none: null, and not in a list', async () => {
  expect(await roll().ask('{ pupil(id: "eve") { id } }', PASSPORT)).toEqual(
    await roll().ask('{ pupil(id: "nobody") { id } }', PASSPORT),
  );
  expect((await roll().ask('{ pupils { id } }', PASSPORT)).data).toEqual({
    pupils: [{ id: 'ann' }, { id: 'ben' }],
  });
});

test('the minting room takes no grant from outside: a reference gets a fresh one, or nobody', async () => {
  const all = grantOf(BEN.key, CLASSES, PASSPORT);
  const representations = [ANN, BEN, EVE, { key: 'nobody' }].map(({ key }) => ({
    __typename: 'Pupil',
    key,
    grant: all,
  }));
  const answer = await roll().ask(`${ENTITIES} ... on Pupil { id name } } }`, PASSPORT, { representations });
  expect(answer).toEqual({
    data: { _entities: [{ id: 'ann', name: 'Ann' }, { id: 'ben', name: null }, null, null] },
    errors: [{ path: '_entities.1.name', ...NOT_FOR_SUBJECT }],
  });
});

test('a room that cannot mint has a link to a subject, and nothing of what is classified about it', async () => {
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, CLASSES, PASSPORT) }];
  const text = `${ENTITIES} ... on Pupil { loans { borrower { key loans { title } } } } } }`;
  expect(await library.ask(text, PASSPORT, { representations })).toEqual({
    data: { _entities: [{ loans: [{ borrower: { key: ANN.key, loans: null } }] }] },
    errors: [{ path: '_entities.0.loans.0.borrower.loans', ...UNKNOWN }],
  });
});

test('the rows of a union keep the grant of their subject', async () => {
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, ['aid'], PASSPORT) }];
  const text = `${ENTITIES} ... on Pupil { owed { __typename ... on Loan { title } ... on Fine { amount } } } } }`;
  expect(await library.ask(text, PASSPORT, { representations })).toEqual({
    data: {
      _entities: [
        {
          owed: [
            { __typename: 'Loan', title: 'Atlas' },
            { __typename: 'Fine', amount: null },
          ],
        },
      ],
    },
    errors: [{ path: '_entities.0.owed.1.amount', ...NOT_FOR_SUBJECT }],
  });
});

test('a file opens its content to the grant of its own subject, and is empty to any other', async () => {
  const text = `${ENTITIES} ... on LoanFile { id borrower { key } loan { title fee } } } }`;
  const file = (grant?: unknown, id = LOAN.id) => ({
    representations: [
      { __typename: 'LoanFile', id, ...(grant === undefined ? {} : { borrower: { grant } }) },
    ],
  });
  const open = await library.ask(text, PASSPORT, file(grantOf(ANN.key, ['aid', 'payment'], PASSPORT)));
  expect(open.errors).toEqual([]);
  expect(open.data).toMatchObject({ _entities: [{ loan: { title: 'Atlas' } }] });
  const narrow = await library.ask(text, PASSPORT, file(grantOf(ANN.key, ['payment'], PASSPORT)));
  expect(narrow.errors).toEqual([{ path: '_entities.0.loan', ...NOT_FOR_SUBJECT }]);
  const empty = {
    data: { _entities: [{ id: LOAN.id, borrower: { key: ANN.key }, loan: null }] },
    errors: [],
  };
  const expired = grantOf(ANN.key, CLASSES, PASSPORT, NOW);
  for (const grant of [undefined, null, 'forged', grantOf(BEN.key, CLASSES, PASSPORT), expired])
    expect(await library.ask(text, PASSPORT, file(grant))).toEqual(empty);
  for (const id of ['', 'x', BEN.key])
    expect(await library.ask(text, PASSPORT, file(undefined, id))).toEqual({
      data: { _entities: [null] },
      errors: [],
    });
});

test('a file met at a root or below another subject has no content until it comes back with a grant', async () => {
  expect(await library.ask('{ loan(title: "Atlas") { id loan { title } } }', PASSPORT)).toEqual({
    data: { loan: { id: LOAN.id, loan: null } },
    errors: [],
  });
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, CLASSES, PASSPORT) }];
  const text = `${ENTITIES} ... on Pupil { loans { file { id loan { title } } } } } }`;
  expect(await library.ask(text, PASSPORT, { representations })).toEqual({
    data: { _entities: [{ loans: [{ file: { id: LOAN.id, loan: null } }] }] },
    errors: [],
  });
});

test('a subject of whom there is no row is nobody, and is not minted for', async () => {
  const gone = '00000000-0000-4000-8000-0000000000d0';
  const representations = [{ __typename: 'Pupil', key: gone }];

  expect(await roll().ask(`${ENTITIES} ... on Pupil { id } } }`, PASSPORT, { representations })).toEqual({
    data: { _entities: [null] },
    errors: [],
  });
});

test('a gap in a list of subjects is left out like one who is out of reach; in a list of records it is an error', async () => {
  const gaps = openSchool(ROLL, { mint, resolvers: { Query: { pupils: () => [ANN, null, EVE] } } });
  expect(await gaps.ask('{ pupils { id } }', PASSPORT)).toEqual({
    data: { pupils: [{ id: 'ann' }] },
    errors: [],
  });
  const loans = openSchool(LIBRARY, { resolvers: { Pupil: { loans: () => [LOAN, null] } } });
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, CLASSES, PASSPORT) }];
  expect(
    await loans.ask(`${ENTITIES} ... on Pupil { loans { title } } } }`, PASSPORT, { representations }),
  ).toEqual({
    data: { _entities: [{ loans: null }] },
    errors: [{ path: '_entities.0.loans.1', ...UNKNOWN }],
  });
});

test('a row of a union that does not say which of them it is has no value', async () => {
  const unsaid = openSchool(LIBRARY, { resolvers: { Pupil: { owed: () => [{ id: FINE.id, amount: 50 }] } } });
  const representations = [{ __typename: 'Pupil', key: ANN.key, grant: grantOf(ANN.key, CLASSES, PASSPORT) }];
  const text = `${ENTITIES} ... on Pupil { owed { ... on Fine { amount } } } } }`;

  expect(await unsaid.ask(text, PASSPORT, { representations })).toEqual({
    data: { _entities: [{ owed: null }] },
    errors: [{ path: '_entities.0.owed.0', ...UNKNOWN }],
  });
});

test('a file that the room cannot load, or has no rule for, is none', async () => {
  const rule = { subject: () => ANN.key, grant: () => null };
  const loading = { __resolveReference: () => LOAN };
  const text = `${ENTITIES} ... on LoanFile { id } } }`;
  const representations = [{ __typename: 'LoanFile', id: LOAN.id }];
  for (const given of [{ files: { LoanFile: rule } }, { resolvers: { LoanFile: loading } }])
    expect(await openSchool(LIBRARY, given).ask(text, PASSPORT, { representations })).toEqual({
      data: { _entities: [null] },
      errors: [],
    });
});

test('an id that is no identifier is never looked for', async () => {
  const sought: unknown[] = [];
  const room = openSchool(LIBRARY, {
    resolvers: { LoanFile: { __resolveReference: ({ id }: { id: unknown }) => sought.push(id) && null } },
    files: { LoanFile: { subject: () => ANN.key, grant: () => null } },
  });
  const representations = [`${LOAN.id}' or true --`, LOAN.id].map((id) => ({ __typename: 'LoanFile', id }));
  await room.ask(`${ENTITIES} ... on LoanFile { id } } }`, PASSPORT, { representations });

  expect(sought).toEqual([LOAN.id]);
});
