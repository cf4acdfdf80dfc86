import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../composition.ts';
import { graphOf, type Rule } from './graph.ts';

const PRELUDE = readFileSync(join(import.meta.dirname, '../prelude.graphql'), 'utf8').replace(
  '"@shareable"',
  '"@shareable" "@override" "@provides"',
);

/** A small graph that every rule passes: a subject, its home, and a room that keeps records about it. */
const PERSON = `
"A person (orang)."
type Person @key(fields: "key") {
  "Hidden key (kunci)." key: ID! @inaccessible
  "Hidden grant (geran)." grant: Grant @inaccessible
  "Identifier (pengenal)." id: ID! @authenticated
  "Name (nama)." name: String @policy(policies: [["identity"]])
  "Sex (jantina)." sex: Sex @policy(policies: [["identity.masked"]])
  "Address (alamat)." address: Address @policy(policies: [["contact"]])
  "Hidden facts (fakta)." facts: Facts @inaccessible
}
"Address (alamat)."
type Address @policy(policies: [["contact"]]) { "Line (baris)." line: String }
"Sex (jantina)."
enum Sex { "Female (Perempuan): even." FEMALE "Male (Lelaki): odd." MALE }
"A state (negeri)."
type State { "Code (kod)." code: String! @tag(name: "public") }
"Filter (tapisan)."
input PersonFilter { "Sex (jantina)." sex: Sex @tag(name: "class:identity.masked") }
"People (senarai)."
type PersonConnection {
  "Rows (baris)." edges: [PersonEdge!]! @authenticated
  "Page (halaman)." pageInfo: PageInfo! @authenticated
}
"A row (baris)."
type PersonEdge {
  "Cursor (kursor)." cursor: String! @authenticated
  "Person (orang)." node: Person @authenticated
}
type Query {
  "One person (orang)." person("Identifier." id: ID!): Person @authenticated
  "People (orang)."
  people("Which." filter: PersonFilter "How many." first: Int = 20 "After which." after: String): PersonConnection
    @authenticated @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
  "States (negeri)." states: [State!]! @tag(name: "public") @listSize(assumedSize: 16)
}`;

const AID = `
"A scheme (skim)."
type Scheme @tag(name: "reference") { "Code (kod)." code: ID! @authenticated "Name (nama)." name: String! @authenticated }
"An application (permohonan)."
type Application {
  "Identifier (pengenal)." id: ID! @authenticated
  "Number (nombor)." reference: String @policy(policies: [["aid"]])
  "Scheme (skim)." scheme: Scheme @policy(policies: [["aid"]])
  "Applicant (pemohon)." applicant: Person @authenticated
}
"A file (fail)."
type ApplicationFile @key(fields: "id") {
  "Identifier (pengenal)." id: ID! @authenticated
  "Applicant (pemohon)." applicant: Person @authenticated
  "Content (isi)." application: Application @authenticated @policy(policies: [["aid"]]) @requires(fields: "applicant { grant }")
}
type Person @key(fields: "key") {
  key: ID! @inaccessible
  grant: Grant @external
  facts: Facts @external
  "Applications (permohonan)."
  applications("Number." reference: String @tag(name: "class:aid")): [Application!]
    @requires(fields: "grant") @policy(policies: [["aid"]]) @listSize(assumedSize: 5)
  "Derived (terbitan)."
  fits("Scheme." code: ID! @tag(name: "class:aid")): Verdict
    @requires(fields: "grant facts") @policy(policies: [["aid"]]) @tag(name: "from:income")
}
"Input (masukan)."
input SubmitApplicationInput {
  "Key." idempotencyKey: ID! @tag(name: "class:aid")
  "Scheme." scheme: ID! @tag(name: "class:aid")
}
type Query { "A file (fail)." application("Number." reference: String! @tag(name: "class:aid")): ApplicationFile @authenticated }
type Mutation { "Submit (hantar)." submitApplication("What." input: SubmitApplicationInput!): ApplicationFile @authenticated }`;

const WORDS = `
\`Person\` \`Address\` \`Sex\` \`State\` \`PersonFilter\` \`Scheme\` \`Application\` \`ApplicationFile\` \`SubmitApplicationInput\`
\`Grant\` \`Facts\` \`Verdict\` \`Date\` \`DateTime\` \`Sen\` \`Language\`
## Words not used
| \`app\` | application |
`;

/** What a rule finds in the small graph after each `[was, is]` replaced a piece of its text; throws where a piece does not stand there. */
export function findings(rule: Rule, ...changes: readonly (readonly [was: string, is: string])[]): string[] {
  const changed = (text: string): string => changes.reduce((left, [was, is]) => left.replace(was, is), text);
  for (const [was] of changes)
    if (![PRELUDE, PERSON, AID, WORDS].some((text) => text.includes(was)))
      throw new Error(`not in the small graph: ${was}`);
  const rooms = [
    { name: 'person', sdl: changed(PRELUDE) + changed(PERSON) },
    { name: 'aid', sdl: changed(PRELUDE) + changed(AID) },
  ];
  const graph = graphOf({ supergraph: compose(rooms).supergraph, rooms, words: changed(WORDS) });
  return rule(graph)
    .map(({ coordinate, message }) => `${coordinate} ${message}`)
    .sort();
}
