import { classSet } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { type Basis, NO_BASIS } from '@seisi/schema/viewer';
import { expect, test } from 'vitest';
import { LIBRARY, openSchool, ROLL } from './guard.testing.ts';
import { GRANTS, grantOf, NOW, passportFor, posting } from './testing.ts';

const ANN = '00000000-0000-4000-8000-00000000000a';
const BEN = '00000000-0000-4000-8000-00000000000b';
const LOAN = '00000000-0000-4000-8000-0000000000f1';
const LOANS = [{ id: LOAN, title: 'Atlas', fee: 300, borrowerKey: ANN }];
const CLASSES = ['aid', 'aid.note', 'payment'] as const;
const PASSPORT = passportFor(posting(CLASSES));

const library = (given: { sdl?: string; now?: () => number } = {}) =>
  openSchool(
    given.sdl ?? LIBRARY,
    {
      resolvers: {
        Query: { loan: () => LOANS[0] },
        Pupil: { loans: () => Promise.resolve(LOANS) },
        Loan: {
          borrower: (loan: { borrowerKey: string }) => ({ key: loan.borrowerKey }),
          secret: () => 'open',
        },
        LoanFile: {
          __resolveReference: ({ id }: { id: string }) => LOANS.find((loan) => loan.id === id) ?? null,
          borrower: (loan: { borrowerKey: string }) => ({ key: loan.borrowerKey }),
          loan: (loan: object) => loan,
        },
      },
      files: {
        LoanFile: {
          subject: (row: { borrowerKey: string }) => row.borrowerKey,
          grant: ({ borrower }) => (borrower as { grant?: unknown } | undefined)?.grant,
        },
      },
    },
    given.now,
  );

const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) {';
const askPupil = (selection: string, representation: object, passport: Passport, room = library()) =>
  room.ask(`${ENTITIES} ... on Pupil { ${selection} } } }`, passport, {
    representations: [{ __typename: 'Pupil', key: ANN, ...representation }],
  });

const UNKNOWN = { code: 'SOURCE_UNAVAILABLE', reason: undefined };
const NOT_IN_BASIS = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'CLASS_NOT_IN_BASIS' };
const NOT_FOR_SUBJECT = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'NOT_FOR_THIS_SUBJECT' };
const at = (path: string, error: object) => ({ path: `_entities.0.${path}`, ...error });

test('a grant of the class opens the field and everything below it that the grant opens too', async () => {
  const grant = grantOf(ANN, CLASSES, PASSPORT);
  expect(await askPupil('key loans { id title fee }', { grant }, PASSPORT)).toEqual({
    data: { _entities: [{ key: ANN, loans: [{ id: LOAN, title: 'Atlas', fee: 300 }] }] },
    errors: [],
  });
});

test('the text of a grant opens what the grant opens', async () => {
  const grant = GRANTS.write(grantOf(ANN, ['aid'], PASSPORT));
  expect(await askPupil('loans { title fee }', { grant }, PASSPORT)).toEqual({
    data: { _entities: [{ loans: [{ title: 'Atlas', fee: null }] }] },
    errors: [at('loans.0.fee', NOT_FOR_SUBJECT)],
  });
});

test('a class that the basis does not hold is withheld, whatever the grant says', async () => {
  const passport = passportFor(posting(['aid']));
  const answer = await askPupil('loans { title fee }', { grant: grantOf(ANN, CLASSES, passport) }, passport);
  expect(answer.errors).toEqual([at('loans.0.fee', NOT_IN_BASIS)]);
  expect(answer.data).toEqual({ _entities: [{ loans: [{ title: 'Atlas', fee: null }] }] });
});

test('nothing that is no genuine, fitting grant opens anything: the value is unknown', async () => {
  const grant = grantOf(ANN, CLASSES, PASSPORT);
  const text = GRANTS.write(grant);
  const forged = [
    undefined,
    null,
    {},
    { ...grant },
    JSON.parse(JSON.stringify({ ...grant })),
    Object.create(grant),
    'forged',
    `${text}x`,
    text.replace(/^2/, '3'),
    grantOf(BEN, CLASSES, PASSPORT),
    GRANTS.write(grantOf(BEN, CLASSES, PASSPORT)),
    grantOf(ANN, CLASSES, passportFor(posting(CLASSES))),
    grantOf(
      ANN,
      CLASSES,
      passportFor(posting(CLASSES), { request: PASSPORT.request, viewer: { id: 'another' } }),
    ),
    grantOf(ANN, CLASSES, passportFor(NO_BASIS, { request: PASSPORT.request })),
    grantOf(ANN, CLASSES, PASSPORT, NOW),
  ];
  for (const value of forged)
    expect(await askPupil('key loans { title }', { grant: value }, PASSPORT)).toEqual({
      data: { _entities: [{ key: ANN, loans: null }] },
      errors: [at('loans', UNKNOWN)],
    });
});

test('a grant that ends while the request runs closes what is not answered yet', async () => {
  let now = NOW;
  const room = library({ now: () => now++ });
  const grant = grantOf(ANN, CLASSES, PASSPORT, NOW + 2);
  const answer = await askPupil('loans { title }', { grant }, PASSPORT, room);
  expect(answer.errors).toEqual([at('loans.0.title', UNKNOWN)]);
});

test('a key that is no identifier is nobody', async () => {
  const grant = grantOf(ANN, CLASSES, PASSPORT);
  for (const key of [
    undefined,
    null,
    '',
    'ann',
    `${ANN}' or true --`,
    ANN.toUpperCase(),
    [ANN],
    { key: ANN },
  ])
    expect(await askPupil('key loans { title }', { key, grant }, PASSPORT)).toEqual({
      data: { _entities: [null] },
      errors: [],
    });
});

test('two people in one fetch are judged each by their own grant', async () => {
  const answer = await library().ask(`${ENTITIES} ... on Pupil { loans { title } } } }`, PASSPORT, {
    representations: [
      { __typename: 'Pupil', key: ANN, grant: grantOf(ANN, ['payment'], PASSPORT) },
      { __typename: 'Pupil', key: BEN, grant: grantOf(BEN, ['aid'], PASSPORT) },
    ],
  });
  expect(answer.data).toEqual({ _entities: [{ loans: null }, { loans: [{ title: 'Atlas' }] }] });
  expect(answer.errors).toEqual([at('loans', NOT_FOR_SUBJECT)]);
});

test('an argument that filters by a class needs that class, in the basis and in the grant', async () => {
  const narrow = passportFor(posting(['aid']));
  const selection = 'loans(title: "Atlas") { id }';
  const open = await askPupil(selection, { grant: grantOf(ANN, CLASSES, PASSPORT) }, PASSPORT);
  expect(open.errors).toEqual([]);
  const notInGrant = await askPupil(selection, { grant: grantOf(ANN, ['aid'], PASSPORT) }, PASSPORT);
  expect(notInGrant.errors).toEqual([at('loans', NOT_FOR_SUBJECT)]);
  const notInBasis = await askPupil(selection, { grant: grantOf(ANN, CLASSES, narrow) }, narrow);
  expect(notInBasis.errors).toEqual([at('loans', NOT_IN_BASIS)]);
  const atRoot = await library().ask('{ loan(title: "Atlas") { id } }', narrow);
  expect(atRoot).toEqual({ data: { loan: null }, errors: [{ path: 'loan', ...NOT_IN_BASIS }] });
});

test('without a token nothing but what is public is open', async () => {
  const passport = passportFor(NO_BASIS, { viewer: null });
  const answer = await library().ask('{ loan(title: "Atlas") { id } }', passport);
  expect(answer).toEqual({ data: { loan: null }, errors: [{ path: 'loan', ...NOT_IN_BASIS }] });
});

test('a field that the composed graph does not have is closed, even where the room has it', async () => {
  const sdl = LIBRARY.replace('type Loan {', 'type Loan {\n  secret: String');
  const grant = grantOf(ANN, CLASSES, PASSPORT);
  const answer = await askPupil('loans { secret }', { grant }, PASSPORT, library({ sdl }));
  expect(answer.data).toEqual({ _entities: [{ loans: [{ secret: null }] }] });
  expect(answer.errors).toEqual([at('loans.0.secret', NOT_IN_BASIS)]);
});

test('the room does not tell its own SDL', async () => {
  expect((await library().ask('{ _service { sdl } }', PASSPORT)).data).toBeNull();
});

test('a class that the purpose or the assurance level took from the ground is closed for that reason, as a field and as a condition', async () => {
  const cut = { purpose: classSet(['aid']), assurance: classSet(['aid.note']) };
  const passport = passportFor({ ...posting(['payment']), cut } as Basis);
  const grant = grantOf(ANN, CLASSES, passport);
  const reasonOf = async (selection: string) =>
    (await askPupil(selection, { grant }, passport)).errors.map(({ reason }) => reason);

  expect(await reasonOf('loans { id }')).toEqual(['PURPOSE']);
  const both = passportFor({ ...posting(['aid']), cut } as Basis);
  const titled = askPupil('loans(title: "Atlas") { id }', { grant: grantOf(ANN, CLASSES, both) }, both);
  expect((await titled).errors.map(({ reason }) => reason)).toEqual(['ASSURANCE']);
});

test('without a token structure is closed too, and what is public stays open', async () => {
  const roll = openSchool(ROLL, { resolvers: { Query: { pupils: () => [], motto: () => 'Berusaha' } } });
  const anonymous = passportFor(NO_BASIS, { viewer: null });

  expect(await roll.ask('{ motto pupils { id } }', anonymous)).toEqual({
    data: { motto: 'Berusaha', pupils: null },
    errors: [{ path: 'pupils', ...NOT_IN_BASIS }],
  });
});

test('a field with a class that is of no subject is unknown: there is no grant that could open it', async () => {
  expect(await library().ask('{ overdue }', PASSPORT)).toEqual({
    data: { overdue: null },
    errors: [{ path: 'overdue', ...UNKNOWN }],
  });
  expect(await library().told('{ overdue }', PASSPORT)).toEqual([
    { code: UNKNOWN.code, coordinate: 'Query.overdue' },
  ]);
});

test('what is closed is told by its coordinate and class, whatever closed it', async () => {
  const told = (selection: string, passport: Passport, grant: unknown) =>
    library().told(`${ENTITIES} ... on Pupil { ${selection} } } }`, passport, {
      representations: [{ __typename: 'Pupil', key: ANN, grant }],
    });
  const narrow = passportFor(posting(['aid']));
  const coordinate = 'Pupil.loans';
  const unknown = { code: UNKNOWN.code, coordinate };

  expect(await told('loans { id }', PASSPORT, null)).toEqual([unknown]);
  expect(await told('loans { id }', PASSPORT, grantOf(ANN, ['payment'], PASSPORT))).toEqual([
    { ...NOT_FOR_SUBJECT, coordinate, class: 'aid' },
  ]);
  expect(await told('loans(title: "Atlas") { id }', narrow, grantOf(ANN, CLASSES, narrow))).toEqual([
    { ...NOT_IN_BASIS, coordinate, class: 'aid.note' },
  ]);
  let now = NOW;
  const grant = grantOf(ANN, CLASSES, PASSPORT, NOW + 2);
  const ending = library({ now: () => now++ });
  const representations = [{ __typename: 'Pupil', key: ANN, grant }];
  expect(
    await ending.told(`${ENTITIES} ... on Pupil { loans { title } } } }`, PASSPORT, { representations }),
  ).toEqual([{ code: UNKNOWN.code, coordinate: 'Loan.title' }]);
});

test('GraphQL’s own types, which every schema of the process has in common, are left as they are', async () => {
  expect(await library().ask('{ __type(name: "Loan") { name } }', PASSPORT)).toEqual({
    data: { __type: { name: 'Loan' } },
    errors: [],
  });
});
