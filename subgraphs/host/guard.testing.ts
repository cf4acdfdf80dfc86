import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import { compose } from '@seisi/schema/composition';
import type { Passport } from '@seisi/schema/passport';
import type { RoomError } from '@seisi/schema/room';
import { execute, type GraphQLSchema, parse } from 'graphql';
import type { Context } from './context.ts';
import { factsWire } from './facts-wire.ts';
import { guard } from './guard.ts';
import { roomErrors } from './room-error.ts';
import type { Subgraph } from './subgraph.ts';
import { GRANTS, NOW } from './testing.ts';

/** Tells and opens facts as one of the rooms that are told any. */
export const FACTS = factsWire('oku', { kind: 'MASTER', keys: ['a master for tests'] });

const PRELUDE = readFileSync(new URL('../../schema/prelude.graphql', import.meta.url), 'utf8');

/** A room that mints, of pupils. */
export const ROLL = `
type Pupil @key(fields: "key") {
  key: ID! @inaccessible
  grant: Grant @inaccessible
  id: ID! @authenticated
  name: String @policy(policies: [["identity"]])
  friends: [Pupil!] @policy(policies: [["kinship"]])
}
extend type Query {
  pupil(id: ID!): Pupil @authenticated
  pupils: [Pupil!] @authenticated
  motto: String @tag(name: "public")
}`;

/** A room that does not mint: loans and fines of pupils, and the files by which loans are met. */
export const LIBRARY = `
type Pupil @key(fields: "key") {
  key: ID! @inaccessible
  grant: Grant @external
  loans(title: String @tag(name: "class:aid.note")): [Loan!] @requires(fields: "grant") @policy(policies: [["aid"]])
  owed: [Owed!] @requires(fields: "grant") @policy(policies: [["aid"]])
}
type Loan {
  id: ID! @authenticated
  title: String @policy(policies: [["aid"]])
  fee: Int @policy(policies: [["payment"]])
  borrower: Pupil @authenticated
  file: LoanFile @authenticated
}
type Fine {
  id: ID! @authenticated
  amount: Int @policy(policies: [["payment"]])
}
union Owed = Loan | Fine
type LoanFile @key(fields: "id") {
  id: ID! @authenticated
  borrower: Pupil @authenticated
  loan: Loan @authenticated @policy(policies: [["aid"]]) @requires(fields: "borrower { grant }")
}
extend type Query {
  loan(title: String! @tag(name: "class:aid.note")): LoanFile @authenticated
  overdue: Int @policy(policies: [["aid"]])
}`;

/** A room as the test declares it, with SDL that the committed rooms know nothing of. */
export type School = {
  ask(text: string, passport: Passport, variables?: object): Promise<Answer>;
  /** What the errors of an answer say, each as it leaves the room. */
  told(text: string, passport: Passport, variables?: object): Promise<readonly unknown[]>;
};
export type Answer = {
  readonly data: unknown;
  readonly errors: readonly { readonly path: string; readonly code: unknown; readonly reason: unknown }[];
};

const COMPOSED = compose([
  { name: 'roll', sdl: PRELUDE + ROLL },
  { name: 'library', sdl: PRELUDE + LIBRARY },
]);
const table = classTable(readAccess(COMPOSED.supergraph, { unmarked: 'closed' }));

/** Guards one of the two rooms with the table composed of both, and asks it without a gateway. `sdl` may say more than was composed. */
export function openSchool(sdl: string, subgraph: Partial<Subgraph<unknown>>, now = () => NOW): School {
  const room: Subgraph<unknown> = {
    name: 'school',
    folder: '',
    resolvers: {},
    loaders: () => ({}),
    ...subgraph,
  };
  const built = buildSubgraphSchema([{ typeDefs: parse(PRELUDE + sdl), resolvers: room.resolvers }]);
  const schema = guard(built, { table, subgraph: room });
  return {
    ask: async (text, passport, variables) => {
      const { data, errors } = await ask(
        schema,
        text,
        { passport, now, grants: GRANTS, facts: FACTS },
        variables,
      );
      return {
        data: JSON.parse(JSON.stringify(data ?? null)),
        errors: errors.map(({ path = [], extensions = {} }) => ({
          path: path.join('.'),
          code: extensions['code'],
          reason: extensions['reason'],
        })),
      };
    },
    told: async (text, passport, variables) =>
      (await ask(schema, text, { passport, now, grants: GRANTS, facts: FACTS }, variables)).errors.map(
        ({ extensions }) => extensions,
      ),
  };
}

async function ask(
  schema: GraphQLSchema,
  text: string,
  parts: object,
  variables: object = {},
): Promise<{ readonly data: unknown; readonly errors: readonly RoomError[] }> {
  const contextValue = parts as Context<unknown>;
  const document = parse(text);
  const { data, errors = [] } = await execute({
    schema,
    document,
    contextValue,
    variableValues: { ...variables },
  });
  return { data, errors: roomErrors(errors, { room: 'school', request: 'x' }, undefined) };
}
