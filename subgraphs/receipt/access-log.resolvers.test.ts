import { NOW, passportFor, posting } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import type { LogFacts } from '@seisi/schema/facts-mint';
import type { Passport } from '@seisi/schema/passport';
import type { ReceiptHeader } from '@seisi/schema/receipt/receipt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brought, citizen, household, type LogWorld, openLogWorld, person, told } from './log.testing.ts';

const HOUR = 3_600_000;
const LOG = `query ($representations: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $representations) { ... on Person { accessLog(first: $first, after: $after) {
    edges { cursor node { at kind about reader agencyCode isAgencyVeiled basis purpose legalBasis agreementNumber
      told { class className ground fields from } withheld { class fields } receipt { number leaf } } }
    pageInfo { endCursor hasNextPage } mayHoldMore { laws sentence(language: EN) } } } } }`;

let world: LogWorld;
beforeAll(async () => {
  world = await openLogWorld();
});
afterAll(() => world.close());

type Asked = { passport?: Passport; homes?: LogFacts['homes']; first?: number; after?: string };

async function logOf(key: string, { passport = citizen(key), homes = [], first = 20, after }: Asked = {}) {
  const variables = { representations: [brought(key, passport, homes)], first, ...(after && { after }) };
  const { data, errors } = await world.room.ask(LOG, variables, passport);
  const [entity] = (data?.['_entities'] ?? []) as { accessLog: Log | null }[];
  return { log: entity?.accessLog ?? null, errors: errors?.map(({ extensions }) => extensions) };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Log = any;

function nodesOf(log: Log): Log[] {
  return log.edges.map(({ node }: { node: Log }) => node);
}

test('a person reads who looked, when, why and at what, newest first, and nothing of anyone else', async () => {
  const [own, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const agreement: Partial<ReceiptHeader> = {
    ...{ viewer: { kind: 'AGENCY_CLIENT', id: 'client-ngo' }, basis: 'AGREEMENT', basisId: 'AGR-1' },
    ...{ agency: 'ngo', purpose: 'SERVICE_DELIVERY', legalBasis: 'AGREEMENT' },
  };
  await world.keep({
    entries: [{ subject: person(own), told: [told('income')] }, { subject: person(other) }],
  });
  const kept = await world.keep({
    header: agreement,
    at: NOW + HOUR,
    entries: [
      { subject: person(other), told: [told('health')] },
      {
        subject: person(own),
        told: [{ class: 'disability.fact', ground: 'CONSENT', fields: ['Person.x'], from: ['disability'] }],
        withheld: [{ class: null, fields: ['Person.y'] }],
      },
    ],
  });

  const { log, errors } = await logOf(own);

  expect(errors).toBeUndefined();
  expect(nodesOf(log)).toEqual([
    {
      ...{ at: new Date(NOW + HOUR).toISOString(), kind: 'ANSWER', about: 'PERSON', reader: 'AGENCY_CLIENT' },
      ...{ agencyCode: 'ngo', isAgencyVeiled: false, basis: 'AGREEMENT', purpose: 'SERVICE_DELIVERY' },
      ...{ legalBasis: 'AGREEMENT', agreementNumber: 'AGR-1' },
      told: [
        {
          ...{ class: 'disability.fact', className: 'status pendaftaran OKU', ground: 'CONSENT' },
          ...{ fields: ['Person.x'], from: ['disability'] },
        },
      ],
      withheld: [{ class: null, fields: ['Person.y'] }],
      receipt: { number: kept.id, leaf: expect.stringMatching(/^[\w-]{43}$/) },
    },
    expect.objectContaining({
      ...{ reader: 'OFFICER', agencyCode: 'jkm', basis: 'POSTING', purpose: null, agreementNumber: null },
      told: [expect.objectContaining({ class: 'income', ground: 'POSTING', from: null })],
    }),
  ]);
  expect(JSON.stringify(log)).not.toContain(other);
  expect(JSON.stringify(log)).not.toContain('officer-1');
});

test('of a household it holds what was told since the person moved in, as far as it is open to the reader', async () => {
  const [own, home, past] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const about = (key: string, ...names: ('kinship' | 'poverty' | 'register')[]) => ({
    subject: household(key),
    told: names.map((name) => told(name)),
  });
  // The day begins at 16:00 UTC of the day before.
  await world.keep({ at: Date.parse('2026-03-09T15:59:59Z'), entries: [about(home, 'register')] });
  await world.keep({ at: Date.parse('2026-03-09T16:00:00Z'), entries: [about(home, 'kinship', 'poverty')] });
  await world.keep({ at: Date.parse('2026-04-01T00:00:00Z'), entries: [about(home, 'poverty')] });
  await world.keep({
    at: Date.parse('2026-04-02T00:00:00Z'),
    entries: [about(home), about(past, 'kinship')],
  });
  const homes = [{ key: home, since: '2026-03-10', classes: classSet(['register', 'kinship']) }];

  const nodes = nodesOf((await logOf(own, { homes })).log);
  expect(
    nodes.map(({ about: of, at, told: classes }) => [of, at, classes.map((each: Log) => each.class)]),
  ).toEqual([
    ['HOUSEHOLD', '2026-04-02T00:00:00.000Z', []],
    ['HOUSEHOLD', '2026-03-09T16:00:00.000Z', ['kinship']],
  ]);
  expect(nodesOf((await logOf(own)).log)).toEqual([]);
});

test('what the law seals stands in no log and in no count, and every log says that there may be such', async () => {
  const [own, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const sealed = {
    header: { sealed: true } as const,
    entries: [{ subject: person(own), told: [told('identity')] }],
  };
  await world.keep({ entries: [{ subject: person(own), told: [told('register')] }] });
  for (let many = 0; many < 5; many += 1) await world.keep(sealed);
  await world.keep({ entries: [{ subject: person(own), told: [told('protection'), told('register')] }] });
  await world.keep({
    entries: [{ subject: person(own), withheld: [{ class: 'protection', fields: ['Person.p'] }] }],
  });

  const { log } = await logOf(own, { first: 2 });
  expect(nodesOf(log).map(({ told: classes, withheld }) => [classes.length, withheld.length])).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(log.pageInfo.hasNextPage).toBe(false);
  const first = (await logOf(own, { first: 1 })).log;
  expect(first.pageInfo.hasNextPage).toBe(true);
  const next = (await logOf(own, { first: 1, after: first.pageInfo.endCursor })).log;
  expect([nodesOf(next).length, next.pageInfo.hasNextPage]).toEqual([1, false]);
  expect(log.mayHoldMore).toEqual((await logOf(other)).log.mayHoldMore);
  expect(log.mayHoldMore.laws.join()).toContain('Act 864');
});

test('where the same request told of somebody under a seal the log names neither agency nor agreement', async () => {
  const own = crypto.randomUUID();
  await world.keep({
    header: { basis: 'AGREEMENT', basisId: 'AGR-9', agency: 'hospital-of-a-place' },
    entries: [{ subject: person(own), told: [told('register')], veiled: true }],
  });

  const { log } = await logOf(own);
  expect(nodesOf(log)).toMatchObject([
    { agencyCode: null, isAgencyVeiled: true, agreementNumber: null, basis: 'AGREEMENT' },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/hospital-of-a-place|AGR-9/);
});

test('the own account is told from another citizen’s, and neither is named', async () => {
  const own = crypto.randomUUID();
  const passport = citizen(own, { account: 'my-account' });
  const by = (id: string) =>
    ({ viewer: { kind: 'CITIZEN', id }, basis: 'SELF', basisId: null, agency: null }) as const;
  await world.keep({ header: by('my-account'), entries: [{ subject: person(own) }] });
  await world.keep({ header: by('their-account'), entries: [{ subject: person(own) }] });

  const { log } = await logOf(own, { passport });
  expect(nodesOf(log).map(({ reader, agencyCode }) => [reader, agencyCode])).toEqual([
    ['CITIZEN', null],
    ['OWN_ACCOUNT', null],
  ]);
  expect(JSON.stringify(log)).not.toMatch(/my-account|their-account/);
});

test('nobody but a citizen reads a log, whatever duty opens receipts; nor whoever’s grant does not open them', async () => {
  const own = crypto.randomUUID();
  const auditor = passportFor(posting(['receipts', 'case', 'register']));
  const refused = (reason: string) => [
    { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Person.accessLog', class: 'receipts', reason },
  ];
  expect(await logOf(own, { passport: auditor })).toEqual({
    log: null,
    errors: refused('NOT_FOR_THIS_SUBJECT'),
  });

  const passport = citizen(crypto.randomUUID());
  const closed = brought(own, passport, [], ['register', 'kinship', 'identity.masked']);
  const { errors } = await world.room.ask(LOG, { representations: [closed] }, passport);
  expect(errors?.map(({ extensions }) => extensions)).toEqual(refused('NOT_FOR_THIS_SUBJECT'));
});

test('where the deciding room told nothing the log is unknown, not empty', async () => {
  const own = crypto.randomUUID();
  const passport = citizen(own);
  const { errors } = await world.room.ask(LOG, { representations: [brought(own, passport, null)] }, passport);
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['SOURCE_UNAVAILABLE']);
});

test('the logs of several take one statement, and a page goes on where the last one ended', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  for (let many = 0; many < 5; many += 1)
    await world.keep({
      entries: [{ subject: person(one), told: [told('aid')] }, { subject: person(other) }],
    });
  const passport = citizen(one);
  const representations = [brought(one, passport, []), brought(other, passport, [])];
  world.room.statements();
  const { errors } = await world.room.ask(LOG, { representations, first: 2 }, passport);
  expect(errors).toBeUndefined();
  expect(world.room.statements()).toHaveLength(1);

  const receipts: string[] = [];
  let after: string | undefined;
  do {
    const { log } = await logOf(one, { first: 2, ...(after === undefined ? {} : { after }) });
    receipts.push(...nodesOf(log).map(({ receipt }) => receipt.number));
    after = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : undefined;
  } while (after !== undefined);
  expect(new Set(receipts).size).toBe(5);
  expect(receipts).toHaveLength(5);
});
