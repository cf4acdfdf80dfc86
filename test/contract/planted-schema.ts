/** A violation of one rule of the schema lint: a piece of a room's SDL, what stands there instead, and the coordinate that must be reported. */
export type SchemaPlant = {
  readonly rule: string;
  readonly path: string;
  readonly was: string;
  readonly is: string;
  readonly coordinate: string;
};

const AID = 'subgraphs/aid/application.graphql';
const OKU = 'subgraphs/oku/registration.graphql';
const VOLUNTEER = 'subgraphs/volunteer/volunteering.graphql';
const AGENCY = 'subgraphs/agency/agency.graphql';
const REFERRAL = 'subgraphs/agency/referral.graphql';
const HOURS = '  hours: Int @policy(policies: [["volunteering"]])\n';

/** One violation per rule; together they still compose. */
export const SCHEMA_PLANTS: readonly SchemaPlant[] = [
  {
    rule: 'arguments-say-their-class',
    path: AID,
    was: 'status: ApplicationStatus @tag(name: "class:aid")',
    is: 'status: ApplicationStatus',
    coordinate: 'Person.applications(status:)',
  },
  {
    rule: 'classified-leaf-below-subject',
    path: OKU,
    was: '"An OKU card (Kad OKU; Act 685 s.25)."',
    is: 'extend type Query {\n  "A card (kad)."\n  card: OkuCard @authenticated\n}\n\n"An OKU card (Kad OKU; Act 685 s.25)."',
    coordinate: 'OkuCard.number',
  },
  {
    rule: 'closed-leaves-are-nullable',
    path: OKU,
    was: 'careCentre: String ',
    is: 'careCentre: String! ',
    coordinate: 'OkuRegistration.careCentre',
  },
  {
    rule: 'derived-fields-say-from',
    path: OKU,
    was: '    @tag(name: "from:disability")\n    @tag(name: "from:kinship")\n',
    is: '',
    coordinate: 'Household.hasOkuMember',
  },
  {
    rule: 'derived-fields-take-no-threshold',
    path: 'subgraphs/aid/eligibility.graphql',
    was: 'eligible("The scheme\'s code (kod skim)." scheme: ID!',
    is: 'eligible("At the most (had)." limit: Sen!',
    coordinate: 'Person.eligible(limit:)',
  },
  {
    rule: 'descriptions-name-the-malay-term',
    path: OKU,
    was: '"The day of registration (tarikh daftar)."',
    is: '"The day of registration."',
    coordinate: 'OkuRegistration.registeredOn',
  },
  {
    rule: 'enum-values-have-labels',
    path: OKU,
    was: '"Active (Aktif): valid today."',
    is: '"Valid today."',
    coordinate: 'OkuCardStatus.ACTIVE',
  },
  {
    rule: 'every-element-has-a-description',
    path: OKU,
    was: '  "The number printed on it (nombor kad)."\n',
    is: '',
    coordinate: 'OkuCard.number',
  },
  {
    rule: 'every-field-is-covered',
    path: VOLUNTEER,
    was: 'inductedOn: Date @policy(policies: [["volunteering"]])',
    is: 'inductedOn: Date @authenticated',
    coordinate: 'Volunteering.inductedOn',
  },
  {
    rule: 'ids-are-opaque',
    path: VOLUNTEER,
    was: HOURS,
    is: `${HOURS}  "Whose it is (siapa)."\n  personId: String @policy(policies: [["volunteering"]])\n`,
    coordinate: 'Assignment.personId',
  },
  {
    rule: 'lists-are-paged',
    path: AGENCY,
    was: ' @listSize(assumedSize: 60)',
    is: '',
    coordinate: 'Query.agencies',
  },
  {
    rule: 'mutations-are-nullable',
    path: OKU,
    was: 'extend type Query {',
    is: 'type Mutation {\n  "Stamp a card (cop)."\n  stampOkuCard("Which (nombor)." number: String!): String! @authenticated\n}\n\nextend type Query {',
    coordinate: 'Mutation.stampOkuCard',
  },
  {
    rule: 'mutations-can-be-repeated',
    path: OKU,
    was: 'type Mutation {\n',
    is: 'type Mutation {\n  "Report a card lost (hilang)."\n  misplaceOkuCard("Which (nombor)." number: String!): String @authenticated\n',
    coordinate: 'Mutation.misplaceOkuCard',
  },
  {
    rule: 'public-not-below-subject',
    path: AGENCY,
    was: 'name: String! @authenticated',
    is: 'name: String! @tag(name: "public")',
    coordinate: 'Agency.name',
  },
  {
    rule: 'subjects-are-listed-at-home',
    path: 'subgraphs/volunteer/application.graphql',
    was: 'extend type Query {',
    is: 'extend type Query {\n  "All volunteers (sukarelawan)."\n  volunteers: [Person!] @authenticated @listSize(assumedSize: 9)',
    coordinate: 'Query.volunteers',
  },
  {
    rule: 'subjects-come-with-a-grant',
    path: REFERRAL,
    was: '    @requires(fields: "grant")\n',
    is: '',
    coordinate: 'Household.referrals',
  },
  {
    rule: 'grant-and-key-are-hidden',
    path: REFERRAL,
    was: '  grant: Grant @external\n',
    is: '  grant: Grant @external\n  id: ID! @authenticated @shareable\n',
    coordinate: 'Household.id',
  },
  {
    rule: 'grant-and-key-are-hidden',
    path: 'subgraphs/person/household.graphql',
    was: '  id: ID! @authenticated\n',
    is: '  id: ID! @authenticated @shareable\n',
    coordinate: 'Household.id',
  },
  {
    rule: 'words-are-known',
    path: VOLUNTEER,
    was: HOURS,
    is: `${HOURS}  "Its number (nombor)."\n  regNumber: String @policy(policies: [["volunteering"]])\n`,
    coordinate: 'Assignment.regNumber',
  },
];
