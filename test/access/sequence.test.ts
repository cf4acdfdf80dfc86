import { AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, castOf, KNOWN_REFERENCES, PLACE } from '@seisi/migrations/seed/known';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, type Asking, NOW, openOracle, type Question } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs, expectSame } from './expected.ts';

const MINUTE = 60_000;
const oracle = openOracle();
let house: House;
beforeAll(async () => {
  // Hundreds at once may take their time: what is proved here is whose answer it is.
  const admission = { most: 128, mostWaiting: 2_000, patienceMs: MINUTE };
  house = await openHouse({ now: () => NOW, deadlineMs: MINUTE, admission });
});
afterAll(() => house?.close());

const { id } = castOf(1).known;
const head = castMember(1, CAST.known, PLACE.known.head).id;
const LIST = `query ($filter: HouseholdFilter, $deep: Boolean!, $flat: Boolean!) {
  households(first: 5, filter: $filter) {
    edges { node { id registrationNumber @skip(if: $flat) area { districtCode } ...Deep @include(if: $deep) } }
  }
}
fragment Deep on Household { memberCount assessment { status } members { person { name applications { edges { node { status } } } } } }`;
const FILE = `query ($reference: String!) {
  application(reference: $reference) { id applicant { name okuRegistration { category } } application { status decision { reason } } }
}`;
const PERSON = `query ($id: ID!, $status: ApplicationStatus, $own: Boolean = true) {
  person(id: $id) { name monthlyIncome @include(if: $own) applications(status: $status) { edges { node { status } } } }
}`;

/** Questions that share a document and differ in their variables; without cursors, which are never the same text twice. */
const QUESTIONS: readonly Question[] = [
  { query: PROFILE, variables: { id } },
  { query: PROFILE, variables: { id: castOf(1).sealed.id } },
  ...[true, false].flatMap((deep) =>
    [undefined, {}, { state: '05' }, { povertyStatus: 'POOR' }].map((filter) => ({
      query: LIST,
      variables: { deep, flat: !deep, ...(filter === undefined ? {} : { filter }) },
    })),
  ),
  { query: FILE, variables: { reference: KNOWN_REFERENCES.application } },
  { query: FILE, variables: { reference: KNOWN_REFERENCES.applicationOfSealed } },
  { query: PERSON, variables: { id: head } },
  { query: PERSON, variables: { id: head, own: false } },
  { query: PERSON, variables: { id: head, status: 'COMPLETED' } },
  { query: PERSON, variables: { id: head, status: null, own: true } },
];

const FILE_QUESTION = QUESTIONS.find(({ query }) => query === FILE)!;

type Turn = { readonly asking: Asking; readonly question: Question };

const TURNS: readonly Turn[] = ASKING.flatMap((asking) =>
  QUESTIONS.map((question) => ({ asking, question })),
);

/** What each turn is answered when nobody else is asking: right by the rules, and this text. */
const solo = new Map<Turn, string>();
beforeAll(async () => {
  for (const turn of TURNS)
    solo.set(turn, (await expectSame(house, oracle, turn.asking, turn.question)).text);
}, MINUTE);

/** Asks all at once, and fails where an answer is not, byte for byte, the one that its asker got alone. */
async function expectSolo(turns: readonly Turn[]): Promise<void> {
  const answers = await Promise.all(turns.map(({ asking, question }) => askAs(house, asking, question)));
  for (const [at, turn] of turns.entries())
    expect(answers[at]?.text, `${turn.asking.name} asks ${turn.question.query}`).toBe(solo.get(turn));
}

test('the questions tell their askers apart, so that a mixed-up answer would be seen', () => {
  const told = (question: Question) =>
    new Set(TURNS.filter((turn) => turn.question === question).map((turn) => solo.get(turn))).size;
  expect(told(QUESTIONS[0]!)).toBeGreaterThanOrEqual(10);
  expect(new Set(solo.values()).size).toBeGreaterThanOrEqual(60);
});

test(
  'whoever asks what at the same time, in whatever order, everyone gets the answer that is theirs alone',
  async () => {
    const orders = fc.shuffledSubarray([...TURNS], { minLength: TURNS.length, maxLength: TURNS.length });
    await fc.assert(fc.asyncProperty(orders, expectSolo), { numRuns: 1 });
  },
  2 * MINUTE,
);

test(
  'the same document, of everybody at once, again and again',
  async () => {
    const byQuestion = [...Map.groupBy(TURNS, ({ question }) => question).values()];
    for (const turns of byQuestion) await expectSolo([...turns, ...turns.toReversed()]);
  },
  MINUTE,
);

const asker = (name: string) => ASKING.find((asking) => asking.name === name)!;
const PRIVILEGED = asker('district-officer');
const OTHERS = ASKING.filter((asking) => asking !== PRIVILEGED);

test.each(OTHERS.map((other) => [other.name, other] as const))(
  'it makes no difference whether a privileged officer or %s is the first to ask a document',
  async (_name, other) => {
    for (const [at, question] of [QUESTIONS[0]!, QUESTIONS[5]!, FILE_QUESTION, QUESTIONS.at(-1)!].entries()) {
      for (const [order, askers] of [
        [PRIVILEGED, other],
        [other, PRIVILEGED],
      ].entries()) {
        // A name that was never asked: no cache knows this document.
        const query = `${question.query}\n# ${other.name} ${at} ${order}`;
        for (const asking of askers) {
          const alone = TURNS.find((turn) => turn.asking === asking && turn.question === question)!;
          expect((await askAs(house, asking, { ...question, query })).text).toBe(solo.get(alone));
        }
      }
    }
  },
);

test('one token under two agreements, at once, is two viewers, and without a choice none', async () => {
  const names = [AGREEMENT.registerOnly, AGREEMENT.povertyCount].map(
    (one) => `two-agreements-client under ${one}`,
  );
  const three = [...names.map(asker), asker('two-agreements-client')];
  const turns = TURNS.filter(({ asking }) => three.includes(asking));
  expect(turns).toHaveLength(3 * QUESTIONS.length);
  await expectSolo([...turns, ...turns.toReversed()]);
  const alone = three.map((asking) => solo.get(TURNS.find((turn) => turn.asking === asking)!));
  expect(new Set(alone).size).toBe(3);
});
