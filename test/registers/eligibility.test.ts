import { openRegisterSimulator, type RegisterSimulator } from '@seisi/migrations/register-simulator';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const HOMES = 50;
const TOGETHER = 10;
const SCHEMES = ['BKK', 'BWE', 'BA', 'BPT', 'GP', 'EPOKU'] as const;
const CHECK = `mutation ($input: CheckRegistersInput!) { checkRegisters(input: $input) { application { id } } }`;
const FIND = `mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { application { id } } }`;
const ASK = `query ($person: ID!, $application: ID!, $scheme: ID!) { person(id: $person) {
  eligible(scheme: $scheme) { answer }
  applicationEligibility(application: $application) { answer because silent conflicts } } }`;

type Applied = { readonly application: string; readonly person: string; readonly scheme: string };
type Said = {
  readonly answer: string;
  readonly because: readonly string[];
  readonly silent: readonly string[];
  readonly conflicts: readonly string[];
  /** What the register of households alone would say. */
  readonly alone: string;
};

let house: House;
let registers: RegisterSimulator;
let admin: postgres.Sql;
let applied: readonly Applied[];

beforeAll(async () => {
  registers = await openRegisterSimulator(2026);
  house = await openHouse({ now: () => NOW, outside: registers.addresses });
  admin = postgres(house.adminUrl, { max: 1 });
  applied = await fifty();
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
  await registers?.close();
});

/** One application each of fifty people within reach, undecided, under one scheme after another; none of them has an award. */
async function fifty(): Promise<Applied[]> {
  const people = await admin<{ key: string; person: string; state: string; district: string }[]>`
    select p.key, p.id as person, h.state, h.district from person.person p
      join person.membership m on m.person_key = p.key and m.until is null
      join person.household h on h.key = m.household_key order by p.key limit ${2 * HOMES}`;
  const query = 'query ($id: ID!) { person(id: $id) { applications { pageInfo { hasNextPage } } } }';
  const isReached = await Promise.all(
    people.map(async ({ person: id }) => {
      const { data } = await house.ask('headquarters-officer', { query, variables: { id } });
      return data.person?.applications != null;
    }),
  );
  await admin`truncate aid.award`;
  const chosen = people.filter((_person, place) => isReached[place]).slice(0, HOMES);
  expect(chosen).toHaveLength(HOMES);
  return Promise.all(
    chosen.map(async ({ key, person, state, district }, place) => {
      const [application, scheme] = [crypto.randomUUID(), SCHEMES[place % SCHEMES.length] ?? ''];
      await admin`insert into aid.application (id, reference, applicant_key, state, district, scheme_code, status, submitted_at)
        values (${application}, ${`TEST-${place}`}, ${key}, ${state}, ${district}, ${scheme}, 'IN_PROCESS', ${new Date(NOW)})`;
      return { application, person, scheme };
    }),
  );
}

async function inTurns<Out>(act: (one: Applied) => Promise<Out>): Promise<Out[]> {
  const all: Out[] = [];
  for (let at = 0; at < applied.length; at += TOGETHER)
    all.push(...(await Promise.all(applied.slice(at, at + TOGETHER).map(act))));
  return all;
}

/** Has every register asked about everybody, and gives what is said of each application. */
async function saidOfAll(): Promise<Said[]> {
  await inTurns(async ({ application }) => {
    const input = { application, registers: ['LHDN', 'JPN'], idempotencyKey: crypto.randomUUID() };
    const { errors } = await house.ask('headquarters-officer', { query: CHECK, variables: { input } });
    expect(errors).toEqual([]);
  });
  return inTurns(async (variables) => {
    const { data, errors } = await house.ask('headquarters-officer', { query: ASK, variables });
    expect(errors).toEqual([]);
    return { ...data.person.applicationEligibility, alone: data.person.eligible.answer };
  });
}

test('with a register down fifty applications are answered as before or cannot be told, and never no for its silence', async () => {
  const whole = await saidOfAll();
  // Where registers agree, the answer is that of the facts they agree on; where they do not, nothing stands on what is contested.
  for (const { answer, conflicts, silent, alone } of whole) {
    expect(silent).toEqual([]);
    if (conflicts.length === 0) expect(answer).toBe(alone);
    else expect([alone, 'CANNOT_TELL']).toContain(answer);
  }
  const answers = new Set(whole.map(({ answer }) => answer));
  expect([...answers].toSorted()).toEqual(['CANNOT_TELL', 'NO', 'YES']);

  for (const register of ['LHDN', 'JPN'] as const) {
    registers.behave(register, 'DOWN');
    const without = await saidOfAll();
    without.forEach(({ answer, silent, because }, place) => {
      const before = whole[place]?.answer;
      expect([before, 'CANNOT_TELL']).toContain(answer);
      if (answer === 'CANNOT_TELL' && before !== 'CANNOT_TELL') {
        expect(silent).toContain(register);
        expect(because).not.toEqual([]);
      }
    });
    // It matters: somebody's answer hangs on each of them.
    expect(without.map(({ answer }) => answer)).not.toEqual(whole.map(({ answer }) => answer));
    registers.behave(register, 'TRUE');
  }
});

type Home = {
  readonly area: { readonly stateCode: string; readonly districtCode: string };
  readonly headOfHousehold: {
    readonly id: string;
    readonly eligible: { readonly answer: string } | null;
  } | null;
};

/** An application of somebody within reach of the district's officer, of whom the register of households tells all that the scheme asks. */
async function ofDistrict(): Promise<Applied> {
  const query = `{ households(first: 20) { edges { node { area { stateCode districtCode }
    headOfHousehold { id eligible(scheme: "BKK") { answer } } } } } }`;
  const { data } = await house.ask('district-officer', { query });
  const homes: readonly Home[] = data.households.edges.map((edge: { readonly node: Home }) => edge.node);
  const isTold = ({ headOfHousehold: head }: Home) => ['YES', 'NO'].includes(head?.eligible?.answer ?? '');
  const told = homes.find(isTold);
  if (told?.headOfHousehold == null) throw new Error('Of nobody in the district all is told.');
  const [application, person] = [crypto.randomUUID(), told.headOfHousehold.id];
  await admin`insert into aid.application (id, reference, applicant_key, state, district, scheme_code, status, submitted_at)
    select ${application}, 'TEST-FOUND', key, ${told.area.stateCode}, ${told.area.districtCode}, 'BKK', 'IN_PROCESS', ${new Date(NOW)}
    from person.person where id = ${person}`;
  return { application, person, scheme: 'BKK' };
}

const RICH = { yearlyIncome: 90_000_000, assessmentYear: 2025 };
const CIVIL = { citizen: false, alive: true, birthDate: '1970-05-05' };

test('what an officer finds out takes the place of what registers tell differently, until one of them says something else', async () => {
  const one = await ofDistrict();
  const { application } = one;
  const at = new Date(NOW);
  const says = (register: string, answer: Readonly<Record<string, string | number | boolean>> | null) =>
    admin`insert into aid.register_check ${admin({
      ...{ id: crypto.randomUUID(), application_id: application, register, attempts: 1, asked_at: at },
      ...(answer === null
        ? { status: 'UNAVAILABLE', answer: null, answered_at: null, failure: 'FAILED' }
        : { status: 'ANSWERED', answer: admin.json(answer), answered_at: at, failure: null }),
    })} on conflict (application_id, register) do update set status = excluded.status, answer = excluded.answer,
      answered_at = excluded.answered_at, failure = excluded.failure`;
  const finds = async (found: object) => {
    const input = { application, reason: 'Papers were shown', idempotencyKey: crypto.randomUUID(), ...found };
    const { errors } = await house.ask('district-officer', { query: FIND, variables: { input } });
    expect(errors).toEqual([]);
  };
  const contested = async () => {
    const { data } = await house.ask('district-officer', { query: ASK, variables: one });
    return data.person.applicationEligibility.conflicts.toSorted();
  };
  const unknown = async () => {
    const { data } = await house.ask('district-officer', { query: ASK, variables: one });
    return data.person.applicationEligibility.because.toSorted();
  };
  await says('JPN', CIVIL);
  await says('LHDN', RICH);
  expect(await contested()).toEqual(expect.arrayContaining(['CITIZENSHIP', 'INCOME']));
  expect(await unknown()).toEqual(['CITIZENSHIP', 'HOUSEHOLD']);

  await finds({ citizen: true });
  await finds({ income: 40_000 });
  expect(await contested()).not.toEqual(expect.arrayContaining(['CITIZENSHIP', 'INCOME']));
  expect(await unknown()).toEqual([]);

  await says('LHDN', null);
  expect(await unknown()).toEqual([]);
  await says('LHDN', { ...RICH, yearlyIncome: 91_000_000 });
  expect(await contested()).toContain('INCOME');
  expect(await unknown()).toEqual(['HOUSEHOLD']);
  await finds({ income: 45_000 });
  expect(await unknown()).toEqual([]);
});
