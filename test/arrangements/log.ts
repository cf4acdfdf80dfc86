import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import type { BothHouses } from './both-houses.ts';
import { type Ask, as } from './certain.ts';

const { known } = castOf(1);
const head = castMember(1, CAST.known, PLACE.known.head);
const LOOK =
  'query ($id: ID!) { person(id: $id) { name phone } household(id: $id) { registrationNumber area { districtCode } } }';
const ENTRIES = `edges { cursor node { id at about reader agencyCode purpose told { class fields } contest { status dueOn answer }
  proof { entry salt position entryHashes leaf leafIndex leafHashes checkpoint } } }`;
const LOG = `{ viewer { person { accessLog { ${ENTRIES} } } } }`;
const RECEIPTS = `{ receipts { edges { node { id at kind account classes subjects proof { leaf leafIndex leafHashes checkpoint } } } }
  checkpoint { size root at note } consistency(from: "1", to: "3") { hashes } }`;
const CONTESTS = `{ contests { edges { cursor node { id person { id } contest { status reason dueOn steps { at } access { account } } } } } }`;
const acts = {
  contest:
    'mutation ($input: ContestAccessInput!) { contestAccess(input: $input) { contest { id contest { status dueOn } } } }',
  extend:
    'mutation ($input: ExtendContestInput!) { extendContest(input: $input) { contest { id contest { dueOn } } } }',
  answer:
    'mutation ($input: AnswerContestInput!) { answerContest(input: $input) { contest { id contest { status answer } } } }',
};

/** Looks that go into the log, and the log: read by the person, with its proofs, and by an auditor; a look contested and answered. Answers how many acts were done. */
export async function askLog(houses: BothHouses, ask: Ask): Promise<number> {
  const looks = [
    ['jkm-officer', head.id],
    ['hospital', known.id],
    ['district-officer', known.id],
  ] as const;
  for (const [who, id] of looks)
    await houses.logged(async () => void (await ask(as(who), { query: LOOK, variables: { id } })));

  const read = async (who: string, query: string) => (await ask(as(who), { query })).together.body.data;
  let done = 0;
  const act = async (who: string, name: keyof typeof acts, input: object) => {
    const query = acts[name];
    const variables = { input: { ...input, idempotencyKey: `log-${name}` } };
    const { body } = (await ask(as(who), { query, variables })).together;
    if (body.errors === undefined) done += 1;
  };
  const entry = houses.nameOf(entryIn(await read('citizen', LOG), 'PERSON'));
  for (const who of ['citizen', 'second-adult'])
    await act(who, 'contest', { entry, reason: 'I was never asked.' });
  const id = houses.records.at(-1);
  for (const who of ['auditor', 'data-officer'])
    await act(who, 'extend', { id, reason: 'The file is large.' });
  await read('data-officer', CONTESTS);
  await act('data-officer', 'answer', { id, finding: 'EXPLAINED', answer: 'A review.' });
  for (const who of ['citizen', 'second-adult', 'outside-father']) await read(who, LOG);
  for (const who of ['auditor', 'citizen', 'dashboard']) await read(who, RECEIPTS);
  return done;
}

type Log = {
  readonly viewer: {
    readonly person: {
      readonly accessLog: { readonly edges: readonly { readonly node: { id: string; about: string } }[] };
    };
  };
};

/** The newest entry about a person or a home. */
function entryIn(data: unknown, about: string): string | undefined {
  const { edges } = (data as Log).viewer.person.accessLog;
  return edges.find(({ node }) => node.about === about)?.node.id;
}
