import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { rooms } from '../rooms.ts';
import { classProblems } from './class-problem.ts';
import { classTable } from './class-table.ts';
import { readAccess } from './read.ts';
import { relaxLinks } from './relax.ts';

function compose(services: readonly { readonly name: string; readonly sdl: string }[]): string {
  const { supergraphSdl, errors } = composeServices(
    services.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

const PRELUDE = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject", "@shareable", "@authenticated", "@requiresScopes", { name: "@policy", as: "@mayRead" }])`;

describe('a supergraph from Apollo’s composer, which writes the rules of implementors on their interface', () => {
  const access = readAccess(
    compose([
      {
        name: 'one',
        sdl: `${PRELUDE}
        type Query { party: Party, s: Int @shareable @requiresScopes(scopes: [["a"], ["b"]]) }
        interface Party @key(fields: "id") { id: ID!, name: String }
        type A implements Party @key(fields: "id") @authenticated { id: ID!, name: String @mayRead(policies: [["a"]]) }
        type B implements Party @key(fields: "id") { id: ID!, name: String }`,
      },
      {
        name: 'two',
        sdl: `${PRELUDE}
        type Query { s: Int @shareable @requiresScopes(scopes: [["a", "c"]]) }
        type Party @key(fields: "id") @interfaceObject { id: ID!, score: Int @mayRead(policies: [["score"]]) }`,
      },
    ]),
    { unmarked: 'open' },
  );

  test('has them there indeed', () => {
    expect(access.types.get('Party')?.own.authenticated).toBe(true);
    expect(access.fields.get('Party.name')?.own.policies).toEqual([['a']]);
  });

  test('and each implementor is judged by its own', () => {
    expect(access.types.get('A')?.requirement.authenticated).toBe(true);
    expect(access.types.get('B')?.requirement.authenticated).toBe(false);
    expect(access.fields.get('A.name')?.requirement.policies).toEqual([['a']]);
    expect(access.fields.get('B.name')?.requirement.policies).toEqual([]);
  });

  test('what another room adds to every implementor is ruled on each', () => {
    expect(access.fields.get('A.score')?.requirement.policies).toEqual([['score']]);
    expect(access.fields.get('B.score')?.requirement.policies).toEqual([['score']]);
  });

  test('and rules of several rooms on one field all hold', () => {
    expect(access.fields.get('Query.s')?.requirement.scopes).toEqual([['a', 'c']]);
  });
});

describe('the rooms of this registry, composed', () => {
  const sdl = compose(rooms());
  const access = readAccess(sdl, { unmarked: 'closed' });

  test('have exactly one known class wherever they have a rule', () => {
    expect(classProblems(access)).toEqual([]);
  });

  test('leave no field unmarked', () => {
    expect(
      classTable(access)
        .rows()
        .filter(({ kind }) => kind === 'unmarked'),
    ).toEqual([]);
    expect([...access.fields.values()].filter(({ closed, hidden }) => closed && !hidden)).toEqual([]);
  });

  test('have people and households as subjects, and no subject among the files', () => {
    const { subjects, files } = classTable(access);
    expect([...subjects]).toEqual(['Household', 'Person']);
    expect([...files].sort()).toEqual([
      'AddressFile',
      'AidReceivedFile',
      'ApplicationFile',
      'BankAccountFile',
      'CandidateFile',
      'ConsentFile',
      'ContestFile',
      'DraftFile',
      'IdentityCardFile',
      'IdentityMatchFile',
      'IncomeFile',
      'OkuApplicationFile',
      'OkuRegistrationFile',
      'PaperConsentFile',
      'PassRenewalFile',
      'PersonFile',
      'ReferralFile',
      'RegistrationFile',
      'UpdateRequestFile',
      'VolunteerApplicationFile',
      'VolunteerCaseFile',
    ]);
  });

  test('are relaxed for the planner without losing a rule', () => {
    const relaxed = relaxLinks(sdl);
    expect(relaxed.match(/for: SECURITY/g)).toEqual(['for: SECURITY']);
    expect([...readAccess(relaxed, { unmarked: 'closed' }).fields]).toEqual([...access.fields]);
  });
});
