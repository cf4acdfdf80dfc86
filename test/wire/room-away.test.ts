import { castOf, KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askAs, uuidsIn } from '../access/expected.ts';
import { ASKING, NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';
import { meddlers } from './meddler.ts';

const DEADLINE_MS = 2_000;
/** Slower than a deadline and all that a busy machine adds to it. */
const SLOW_MS = 8_000;
const variables = { id: castOf(1).known.id };
const between = meddlers();
let house: House;
let whole: Answer;
beforeAll(async () => {
  house = await openHouse({
    now: () => NOW,
    rooms: 'http',
    between: between.between,
    deadlineMs: DEADLINE_MS,
  });
  // The first question plans and connects, which takes time that is not the rooms'.
  await house.ask('district-officer', { query: PROFILE, variables });
  whole = await house.ask('district-officer', { query: PROFILE, variables });
  expect(whole.errors).toEqual([]);
});
afterAll(async () => {
  await house?.close();
  between.close();
});
afterEach(() => {
  // What an operator is told names a room, and nobody in it.
  for (const line of house.notices())
    expect(line).toMatch(/^request [0-9a-f-]{36}: room [a-z]+ did not answer: \w+$/);
});

/** Where the fields of a room stand in the profile: in the household, or in each of its members. */
const CONTRIBUTED = [
  ['aid', 'applications', 'person'],
  ['oku', 'okuRegistration', 'person'],
  ['volunteer', 'volunteering', 'person'],
  ['agency', 'referrals', 'person and household'],
] as const;

type Path = readonly (string | number)[];

/** The whole profile with these fields null, and where they stood. */
function without(field: string, where: string): { readonly data: unknown; readonly paths: readonly Path[] } {
  const data = structuredClone(whole.data);
  const paths: Path[] = [];
  for (const [at, { person }] of data.household.members.entries()) {
    person[field] = null;
    paths.push(['household', 'members', at, 'person', field]);
  }
  if (where.includes('household')) {
    data.household[field] = null;
    paths.push(['household', field]);
  }
  return { data, paths };
}

function expectUnknown({ data, errors }: Answer, expected: ReturnType<typeof without>): void {
  expect(data).toEqual(expected.data);
  const unknown = { message: expect.any(String), extensions: { code: 'SOURCE_UNAVAILABLE' } };
  expect(errors).toHaveLength(expected.paths.length);
  for (const path of expected.paths) expect(errors).toContainEqual({ ...unknown, path });
}

test.each(CONTRIBUTED)(
  'while the %s room is away, what it knows is unknown, each once, and nothing else is; then it is back',
  async (room, field, where) => {
    between.of(room).leave();
    const during = await house.ask('district-officer', { query: PROFILE, variables });
    await between.of(room).open();
    const after = await house.ask('district-officer', { query: PROFILE, variables });

    expect(during.status).toBe(200);
    expectUnknown(during, without(field, where));
    expect(after.text).toBe(whole.text);
  },
);

test.each(CONTRIBUTED)(
  'a slow %s room takes no more than the deadline, and is unknown, each once',
  async (room, field, where) => {
    between.of(room).delayMs = SLOW_MS;
    const begun = performance.now();
    const answer = await house.ask('district-officer', { query: PROFILE, variables });
    const took = performance.now() - begun;
    between.of(room).delayMs = 0;

    expectUnknown(answer, without(field, where));
    expect(took).toBeGreaterThan(DEADLINE_MS - 100);
    expect(took).toBeLessThan(SLOW_MS - 2_000);
  },
);

const AT_ONCE = 6;
const REFERENCE = '{ schemes { code } agencies { code } voluntaryOrganisations { code } }';
const { application, householdReferral } = KNOWN_REFERENCES;
const EVERYTHING = `{
  household(id: "${variables.id}") { id registrationNumber members { person { name } } }
  householdByRegistration(number: "${castOf(1).known.registrationNumber}") { id }
  application(reference: "${application}") { id reference applicant { name } application { status } }
  applicationFiles(first: 100) { edges { node { id reference } } }
  referral(reference: "${householdReferral}") { id referral { note } }
  referralFiles(first: 100) { edges { node { id referral { note } } } }
  viewer { id classes }
}`;
const identified = ASKING.filter(
  ({ persona, agreement }) => persona !== null && (persona !== 'two-agreements-client' || agreement !== null),
);

test.each(['away', 'slow'])(
  'while the person room is %s everything about anybody is unknown to everyone, and reference data is answered while there is time',
  async (how) => {
    const askers = how === 'away' ? identified : identified.slice(0, 2);
    const reference = await askAs(house, identified[0]!, { query: REFERENCE });
    const person = between.of('person');
    if (how === 'away') person.leave();
    else person.delayMs = SLOW_MS;
    const ask = async (asking: (typeof askers)[number]) => ({
      everything: await askAs(house, asking, { query: EVERYTHING }),
      reference: how === 'away' ? await askAs(house, asking, { query: REFERENCE }) : reference,
    });
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    // Some at a time: who waits for a processor has no time left for what is answered.
    for (let from = 0; from < askers.length; from += AT_ONCE)
      answers.push(...(await Promise.all(askers.slice(from, from + AT_ONCE).map(ask))));
    if (how === 'away') await person.open();
    person.delayMs = 0;

    for (const answer of answers) {
      const names = Object.keys(answer.everything.data);
      expect(names).toHaveLength(7);
      expect(answer.everything.data).toEqual(Object.fromEntries(names.map((name) => [name, null])));
      expect(answer.everything.errors.map(({ path, extensions }) => [path, extensions])).toEqual(
        names.map((name) => [[name], { code: 'SOURCE_UNAVAILABLE' }]),
      );
      expect(answer.reference.text).toBe(reference.text);
    }
    // A room that failed so often is left alone for half a second.
    const profile = async () => (await house.ask('district-officer', { query: PROFILE, variables })).text;
    await expect.poll(profile, { timeout: 10_000 }).toBe(whole.text);
  },
);

test('to whoever shows no token, the person room’s absence makes no difference to what is closed', async () => {
  const query = `{ household(id: "${variables.id}") { id } schemes { code } }`;
  const before = await house.ask(null, { query });
  between.of('person').leave();
  const during = await house.ask(null, { query });
  await between.of('person').open();
  expect(during.text).toBe(before.text);
});

/** Lets the person room answer so many questions, and then no more. */
function leaveAfter(count: number): void {
  let left = count;
  const person = between.of('person');
  person.change = (answer) => {
    left -= 1;
    return left < 0 ? 'gone' : answer;
  };
}

test.each([
  ['a household', `{ household(id: "${variables.id}") { id registrationNumber } }`, 1, ['household']],
  [
    'an application',
    `{ application(reference: "${application}") { id reference application { status } } }`,
    1,
    ['application'],
  ],
  ['a referral', `{ referral(reference: "${householdReferral}") { id referral { note } } }`, 1, ['referral']],
])(
  'where the person room goes after it told the ground, %s met by number is unknown, and nothing of it is shown',
  async (_what, query, count, path) => {
    const before = await house.ask('district-officer', { query });
    expect(before.errors).toEqual([]);
    leaveAfter(count);
    const { data, errors, text } = await house.ask('district-officer', { query });
    between.of('person').change = null;
    expect(data).toEqual({ [String(path[0])]: null });
    expect(errors.map((error) => [error.path, error.extensions])).toEqual([
      [path, { code: 'SOURCE_UNAVAILABLE' }],
    ]);
    expect(uuidsIn(text)).toEqual([]);
    expect((await house.ask('district-officer', { query })).text).toBe(before.text);
  },
);

test('where the person room goes before it told the ground but comes back at once, nobody is told that there is nobody', async () => {
  const person = between.of('person');
  // The first read and its second try.
  let gone = 2;
  person.change = (answer) => {
    if (gone === 0) return answer;
    gone -= 1;
    return 'gone';
  };
  const { data, errors } = await house.ask('district-officer', { query: EVERYTHING });
  person.change = null;
  expect(new Set(Object.values(data))).toEqual(new Set([null]));
  expect(errors).toHaveLength(7);
});
