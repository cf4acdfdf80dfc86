import { CAST, castMember, castOf, KNOWN_REFERENCES, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs, expectSame, uuidsIn } from './expected.ts';

const oracle = openOracle();
const keys = new Set([...oracle.rows.households, ...oracle.rows.people].map(({ key }) => key));
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const household = castOf(1).known.id;
const head = castMember(1, CAST.known, PLACE.known.head).id;
const child = castMember(1, CAST.known, PLACE.known.child).id;
const grandmother = castMember(1, CAST.known, PLACE.known.grandmother).id;
const { application, householdReferral, personReferral } = KNOWN_REFERENCES;

/** Aliases, fragments, directives and variables that bear the names by which rooms join and judge. */
const COLLISIONS: Readonly<Record<string, string>> = {
  'an alias `grant` after the field that needs the grant': `{ person(id: "${child}") { okuRegistration { number } grant: name } }`,
  'an alias `grant` before it': `{ person(id: "${child}") { grant: name okuRegistration { number } } }`,
  'an alias `key`': `{ person(id: "${head}") { key: name applications { edges { node { reference } } } } }`,
  'an alias `id` on another field of a subject': `{ person(id: "${child}") { id: name okuRegistration { category } } }`,
  'an alias `id` on an applicant': `{ application(reference: "${application}") { applicant { id: name okuRegistration { category } } } }`,
  'an alias `id` on a file': `{ application(reference: "${application}") { id: reference application { status } } }`,
  'an alias of another person’s id as `key`': `{ person(id: "${head}") { household { members { person { key: id grant: id volunteering { status } } } } } }`,
  'aliases of the fields that a file requires': `{ referral(reference: "${personReferral}") { household: person { grant: name } referral { note } } }`,
  'an alias on the applicant itself': `{ application(reference: "${application}") { applicant: application { grant: status } reference } }`,
  'aliases inside a union': `{ referral(reference: "${householdReferral}") { subject { ... on Person { grant: name key: id } ... on Household { grant: registrationNumber key: id } } referral { note } } }`,
  'an alias that the planner would make itself for the other type of a union': `{ a: referral(reference: "${personReferral}") { ...S } b: referral(reference: "${householdReferral}") { ...S } } fragment S on ReferralFile { subject { ... on Person { grant: name grant__alias_0: identityNumberMasked } ... on Household { grant: registrationNumber } } }`,
  'the same in the other order': `{ a: referral(reference: "${personReferral}") { ...S } b: referral(reference: "${householdReferral}") { ...S } } fragment S on ReferralFile { subject { ... on Household { grant: registrationNumber } ... on Person { grant: name grant__alias_0: identityNumberMasked grant__alias_1: email } } }`,
  'an alias `__typename` on another field': `{ person(id: "${grandmother}") { __typename: name volunteering { status } } }`,
  'the names of the gateway itself': `{ household(id: "${household}") { c_hidden_id: registrationNumber c_alias_grant: id referrals { edges { node { note } } } } }`,
  'an alias with the name of a prototype': `{ person(id: "${child}") { __proto__: name constructor: sex okuRegistration { number } } }`,
  'hidden roots as aliases':
    '{ _entities: states { code } _service: viewer { id } basisFacts: viewer { classes } }',
  'aliases in a named fragment, spread twice': `{ a: person(id: "${child}") { ...F } b: person(id: "${head}") { okuRegistration { id } ...F } } fragment F on Person { grant: name key: id okuRegistration { number } }`,
  'an untyped fragment under a condition': `{ person(id: "${child}") { ... @include(if: true) { grant: id } ... @skip(if: false) { okuRegistration { grant: id number } } } }`,
};

const askers = ASKING.filter(({ name }) =>
  ['district-officer', 'hospital', 'citizen', 'ngo', 'outside-father', 'anonymous'].includes(name),
);

test.each(Object.entries(COLLISIONS))(
  '%s changes nothing that is answered, to anyone',
  async (_name, query) => {
    for (const asking of askers) {
      const { text } = await expectSame(house, oracle, asking, { query });
      expect(uuidsIn(text).filter((uuid) => keys.has(uuid))).toEqual([]);
    }
  },
);

test.each([
  'representations',
  'grant',
  'key',
  'c_variable_id',
  '_entities',
  'constructor',
  '__proto__',
  'id',
])('a variable $%s is the client’s own and reaches no room under that name', async (name) => {
  const query = `query ($${name}: ID!, $_: Boolean!) { person(id: $${name}) { okuRegistration { number } name @include(if: $_) } }`;
  for (const asking of askers)
    await expectSame(house, oracle, asking, { query, variables: { [name]: child, _: true } });
});

const HIDDEN: readonly (readonly [string, (name: string) => string])[] = [
  ['grant', (name) => `{ person(id: "${head}") { ${name} } }`],
  ['key', (name) => `{ person(id: "${head}") { ${name} } }`],
  ['grant', (name) => `{ household(id: "${household}") { ${name} } }`],
  ['key', (name) => `{ household(id: "${household}") { ${name} } }`],
  ['basisFacts', (name) => `{ ${name} }`],
  ['_entities', (name) => `{ ${name} }`],
  ['_service', (name) => `{ ${name} { sdl } }`],
  ['Grant', (name) => `{ person(id: "${head}") { ... on ${name} { id } } }`],
  ['BasisFacts', (name) => `{ ... on ${name} { id } }`],
  ['_Any', (name) => `query ($_: [${name}!]!) { states { code } }`],
  ['inaccessible', (name) => `{ states { code @${name} } }`],
  ['policy', (name) => `{ states { code @${name}(policies: [["x"]]) } }`],
];

test.each(HIDDEN)('`%s` is refused just as a name that is nowhere', async (name, question) => {
  const unknown = 'x'.repeat(name.length);
  const hidden = await house.ask('district-officer', { query: question(name) });
  const nowhere = await house.ask('district-officer', { query: question(unknown) });
  expect(hidden.errors.map(({ extensions }) => extensions.code)).toContain('GRAPHQL_VALIDATION_FAILED');
  expect(withoutSuggestions(hidden.text).replaceAll(name, unknown)).toBe(withoutSuggestions(nowhere.text));
});

test.each([
  'grnt',
  'grants',
  'kay',
  'keys',
  'basisFact',
  '_entity',
  'services',
  'c_hidden',
  'Grnt',
  'BasisFact',
  '_An',
  'polic',
  'inaccesible',
])('what is written for the misspelt name `%s` suggests no hidden one', async (name) => {
  const queries = [
    `{ ${name} }`,
    `{ person(id: "") { ${name} } }`,
    `{ household(id: "") { ${name} } }`,
    `query ($a: ${name}) { states { code @${name} } }`,
    `{ ... on ${name} { id } }`,
  ];
  for (const query of queries) {
    const { errors } = await house.ask('district-officer', { query });
    const suggested = errors.flatMap(({ message }) => /Did you mean (.*)$/.exec(message)?.[1] ?? []).join();
    expect(suggested).not.toMatch(
      /"(grant|key|_?basisFacts|_entities|_service|Grant|_Any|@(inaccessible|policy|tag|join).*)"/i,
    );
  }
});

test('introspection names nothing hidden', async () => {
  const query =
    '{ __schema { types { name fields(includeDeprecated: true) { name args { name } } inputFields { name } } directives { name } } }';
  const { text } = await askAs(house, ASKING[0]!, { query });
  expect(text).not.toMatch(
    /"(grant|key|basisFacts|_entities|_service|representations|Grant|BasisFacts|_[A-Za-z]\w*|join__\w+|link__\w+|policy|inaccessible|tag)"/,
  );
  for (const name of ['Grant', 'BasisFacts', '_Entity', '_Any', 'join__Graph'])
    expect((await askAs(house, ASKING[0]!, { query: `{ __type(name: "${name}") { name } }` })).data).toEqual({
      __type: null,
    });
});

/** Suggestions differ with the name that was written; that they suggest nothing hidden is a test of its own. */
function withoutSuggestions(text: string): string {
  return text.replaceAll(/ Did you mean [^?]*\?/g, '').replaceAll(/"locations":\[[^\]]*\],?/g, '');
}
