import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, type HouseOptions, openHouse } from '../setup/house.ts';
import { expectSame } from './expected.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** As `subgraphs/person/derived.ts` has it; another number there must be decided here too. */
const ANSWERS_A_DAY = 24;
const SCHEMES = ['BKK', 'BWE', 'BA', 'BPT', 'EPOKU', 'BTB', 'GP', 'BAT', 'SARA'];
const EVERYTHING = `query ($id: ID!) { household(id: $id) {
  hasOkuMember dependantsUnder18 incomeBand
  members { person { incomeBand ${SCHEMES.map((code) => `${code}: eligible(scheme: "${code}") { answer because }`).join(' ')} } }
} }`;
const HAS_OKU_MEMBER = 'query ($id: ID!) { household(id: $id) { hasOkuMember } }';

/** What stands in the answers, or nothing was proved. */
const WORDS = [
  '"hasOkuMember":"YES"',
  '"hasOkuMember":"NO"',
  '"incomeBand":"B40"',
  '"incomeBand":"M40"',
  '"answer":"YES","because":[]',
  '"answer":"NO","because":[]',
  '"answer":"CANNOT_TELL","because":["OKU_CARD"]',
  '"coordinate":"Person.eligible","class":"aid","reason":"NOT_FOR_THIS_SUBJECT"',
];

const oracle = openOracle();
const cast = castOf(1);
/** The cast, and those whose income is not low, as far as there are any. */
const SOME_HOUSEHOLDS = oracle.rows.households.filter(({ id }, at) => {
  const { household } = oracle.truth({
    query: 'query ($id: ID!) { household(id: $id) { incomeBand } }',
    variables: { id },
  }) as { household: { incomeBand: string } };
  return at < 7 || household.incomeBand !== 'B40';
});
let now = NOW;
let house: House;
let opened: House | null = null;

async function open(options: HouseOptions = {}): Promise<House> {
  opened = await openHouse({ now: () => now, deadlineMs: MINUTE, ...options });
  return opened;
}

beforeEach(() => {
  now = NOW;
});
afterEach(async () => {
  await opened?.close();
  opened = null;
});

const asked = (persona: PersonaName, id: string, query = HAS_OKU_MEMBER) =>
  house.ask(persona, { query, variables: { id } });
const householdsOf = (answers: readonly string[]) =>
  oracle.rows.households.filter(({ id }) => {
    const truth = oracle.truth({ query: HAS_OKU_MEMBER, variables: { id } });
    return answers.includes((truth as { household: { hasOkuMember: string } }).household.hasOkuMember);
  });

test.each(['in-process', 'http'] as const)(
  'rooms %s: whoever asks about whomever, derived answers are what the rules say',
  async (rooms) => {
    house = await open({ rooms });
    const texts: string[] = [];
    for (const { id } of SOME_HOUSEHOLDS)
      for (const asking of ASKING) {
        const { text } = await expectSame(house, oracle, asking, { query: EVERYTHING, variables: { id } });
        texts.push(text);
      }
    const all = texts.join();
    expect(
      WORDS.filter((word) => !all.includes(word)),
      'the test is not empty',
    ).toEqual([]);
  },
  2 * MINUTE,
);

test('a register of OKU that is away makes the answer unknown, never a no', async () => {
  house = await open({
    rooms: 'http',
    between: async (room, url) => (room === 'oku' ? 'http://127.0.0.1:9/graphql' : url),
  });
  for (const persona of ['hospital', 'district-officer'] as const) {
    const { data, errors } = await asked(persona, cast.known.id);
    expect(data).toEqual({ household: { hasOkuMember: null } });
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['household', 'hasOkuMember'], { code: 'SOURCE_UNAVAILABLE' }],
    ]);
  }
});

test('nothing is computed of a household under a seal for anyone whom it keeps out; the protected mother has what is hers', async () => {
  house = await open();
  for (const persona of ['hospital', 'ngo', 'outside-father', 'officer-at-home'] as const) {
    const { text } = await asked(persona, cast.sealed.id, EVERYTHING);
    expect(JSON.parse(text).data).toEqual({ household: null });
  }
  const own = await asked('protected-mother', cast.sealed.id, EVERYTHING);
  expect(own.data.household).toMatchObject({ dependantsUnder18: expect.any(Number), hasOkuMember: null });
});

test(
  'after the answers of a day, an agreement has no more about that subject, and the same words whatever the answer would be',
  async () => {
    house = await open();
    const reached = new Set<string>();
    const inState = (households: readonly { id: string; state: string }[]) =>
      households.filter(({ state, id }) => state === '05' && id !== cast.sealed.id).map(({ id }) => id);
    const [yes = ''] = inState(householdsOf(['YES']));
    const [no = '', another = ''] = inState(householdsOf(['NO']));
    for (const id of [yes, no])
      for (let count = 0; count < ANSWERS_A_DAY; count += 1)
        reached.add((await asked('hospital', id)).data.household.hasOkuMember);
    expect(reached).toEqual(new Set(['YES', 'NO']));

    const spent = await Promise.all([yes, no].map((id) => asked('hospital', id)));
    expect(spent[0]?.text).toBe(spent[1]?.text);
    expect(spent[0]?.data).toEqual({ household: { hasOkuMember: null } });
    expect(spent[0]?.errors.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['household', 'hasOkuMember'], { code: 'BUDGET_EXHAUSTED' }],
    ]);

    expect((await asked('hospital', another)).data.household.hasOkuMember).toBe('NO');
    expect((await asked('district-officer', yes)).errors).toEqual([]);
    now += DAY;
    const tomorrow = { query: HAS_OKU_MEMBER, variables: { id: yes } };
    const { data } = await house.askWith(personas.hospital.token, tomorrow);
    expect(data.household.hasOkuMember).toBe('YES');
  },
  MINUTE,
);

test(
  'a figure of the person room itself has the same budget, and an officer has none',
  async () => {
    house = await open();
    const question = 'query ($id: ID!) { household(id: $id) { dependantsUnder18 memberCount } }';
    for (let count = 0; count < ANSWERS_A_DAY; count += 1)
      expect((await asked('ngo', cast.known.id, question)).errors).toEqual([]);

    const { data, errors } = await asked('ngo', cast.known.id, question);
    expect(data.household).toEqual({ dependantsUnder18: null, memberCount: expect.any(Number) });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BUDGET_EXHAUSTED' }]);
    for (let count = 0; count <= ANSWERS_A_DAY; count += 1)
      expect((await asked('district-officer', cast.known.id, question)).errors).toEqual([]);
  },
  MINUTE,
);

test('the number of statements is the same however many households are on a page', async () => {
  house = await open();
  const page = (first: number) =>
    `{ households(first: ${first}) { edges { node { hasOkuMember dependantsUnder18 incomeBand } } } }`;
  const counts = new Set<number>();
  for (const first of [3, 12]) {
    house.statements();
    const { data, errors } = await house.ask('district-officer', { query: page(first) });
    expect(errors).toEqual([]);
    expect(data.households.edges.length).toBeGreaterThan(1);
    counts.add(house.statements().length);
  }
  expect(counts.size).toBe(1);
});
