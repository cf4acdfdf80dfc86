import { AGENCY } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { PROFILE } from '../queries/golden.ts';
import { PROTECTOR } from '../receipts/moved-registry.ts';
import { ASKERS, type Asker } from '../receipts/reads.ts';
import type { Question } from '../setup/house.ts';
import type { Both, BothHouses } from './both-houses.ts';

/** Asks both houses once, and fails where they differ. */
export type Ask = (asker: Asker, question: Question) => Promise<Both>;

const { known, sealed } = castOf(1);
const head = castMember(1, CAST.known, PLACE.known.head);
const MOST_PAGES = 3;

/** Somebody who asks, by name. */
export const as = (name: string): Asker => {
  const found = ASKERS.find((asker) => asker.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
};

/** The whole profile as everybody, of the own household or the known one; and of the sealed one, as some within and without. */
export async function askProfiles(ask: Ask): Promise<void> {
  const profile = (id: string) => ({ query: PROFILE, variables: { id } });
  for (const asker of ASKERS)
    await ask(asker, profile(asker.persona === null ? known.id : personas[asker.persona].profileHousehold));
  for (const asker of ['icu-officer', 'citizen', PROTECTOR.sub]) await ask(as(asker), profile(sealed.id));
}

const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id person { id name }
  consent { agencyCode purpose basis classes status givenAt until withdrawnAt } } } }`;
const NARROW = `mutation ($input: NarrowConsentInput!) { narrowConsent(input: $input) { consent { id consent { classes until status } } } }`;
const WITHDRAW = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id consent { status withdrawnAt } } } }`;
const SHARE = `mutation ($input: GiveHouseholdConsentInput!) { giveHouseholdConsent(input: $input) { consent { id consent { reader { id } status } } } }`;
const RECORD = `mutation ($input: RecordPaperConsentInput!) { recordPaperConsent(input: $input) { paperConsent { id person { id } } } }`;
const CONFIRM = `mutation ($input: ConfirmPaperConsentInput!) { confirmPaperConsent(input: $input) { paperConsent { id person { id } } } }`;
const SEEN = { query: `{ person(id: "${head.id}") { name phone monthlyIncome } }` };
const OWN = {
  query: '{ consents { edges { cursor node { id consent { basis agencyCode classes status until } } } } }',
};

/** Consents given, given again, narrowed and taken back, on paper too, and what each opened; answers how many acts were done. */
export async function askActs(houses: BothHouses, ask: Ask): Promise<number> {
  let done = 0;
  const act = async (who: string, query: string, input: object) => {
    const { body } = (await ask(as(who), { query, variables: { input } })).together;
    if (body.errors === undefined) done += 1;
  };
  const look = async () => {
    for (const who of ['ngo', 'citizen', 'second-adult']) await ask(as(who), who === 'ngo' ? SEEN : OWN);
  };
  const given = { agencyCode: AGENCY.ngo, purpose: 'SERVICE_DELIVERY', until: '2026-12-31' };
  const consent = { ...given, classes: ['contact', 'income'], idempotencyKey: 'certain-give' };
  await look();
  await act('citizen', GIVE, consent);
  const id = houses.records.at(-1);
  await look();
  await act('citizen', GIVE, consent);
  await act('citizen', GIVE, { ...consent, classes: ['contact'] });
  await act('second-adult', WITHDRAW, { id, idempotencyKey: 'certain-other' });
  await act('citizen', NARROW, { id, classes: ['contact'], idempotencyKey: 'certain-narrow' });
  await look();
  await act('citizen', WITHDRAW, { id, idempotencyKey: 'certain-withdraw' });
  await look();
  await act('second-adult', SHARE, {
    ...{ reader: head.id, until: '2026-12-31', idempotencyKey: 'certain-share' },
  });
  await ask(as('citizen'), { query: PROFILE, variables: { id: known.id } });

  const paper = { ...given, person: head.id, classes: ['contact'] };
  await act('district-officer', RECORD, { ...paper, idempotencyKey: 'certain-record' });
  const taken = { ...paper, id: houses.records.at(-1) };
  for (const who of ['district-officer', 'hospital', 'officer-at-home'])
    await act(who, CONFIRM, { ...taken, idempotencyKey: `certain-confirm-${who}` });
  await look();
  return done;
}

const PAGE = 'pageInfo { hasNextPage endCursor } edges { cursor node { id } }';
const PAGES = 'query ($first: Int, $after: String)';
const LISTS: readonly (readonly [who: string, query: string])[] = [
  ['icu-officer', `${PAGES} { households(first: $first, after: $after) { ${PAGE} } }`],
  [
    'district-officer',
    `${PAGES} { households(first: $first, after: $after, filter: { strata: URBAN }) { ${PAGE} } }`,
  ],
  ['hospital', `${PAGES} { households(first: $first, after: $after) { ${PAGE} } }`],
  ['jkm-officer', `${PAGES} { applicationFiles(first: $first, after: $after) { ${PAGE} } }`],
  ['district-officer', `${PAGES} { referralFiles(first: $first, after: $after) { ${PAGE} } }`],
  [
    'district-officer',
    `${PAGES} { person(id: "${head.id}") { applications(first: $first, after: $after) { ${PAGE} } } }`,
  ],
];

/** Lists page by page, each house with its own cursors, and a cursor by somebody else; answers how many pages came after a first. */
export async function askPages(houses: BothHouses, ask: Ask): Promise<number> {
  let later = 0;
  for (const [who, query] of LISTS) {
    const endOf = async (asker: string, after: string | null) => {
      const { body } = (await ask(as(asker), { query, variables: { first: 2, after } })).together;
      return houses.nameOf(endCursorIn(body.data));
    };
    let after = await endOf(who, null);
    await endOf('auditor', after);
    for (let page = 1; page < MOST_PAGES && after !== null; page += 1) {
      after = await endOf(who, after);
      later += 1;
    }
  }
  return later;
}

/** The end of the one page in an answer; null where there is none. */
function endCursorIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const { endCursor } = data as { readonly endCursor?: unknown };
  if (typeof endCursor === 'string') return endCursor;
  return (
    Object.values(data)
      .map(endCursorIn)
      .find((found) => found !== null) ?? null
  );
}
