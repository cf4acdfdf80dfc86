import { Facts } from '@seisi/schema/facts-mint';
import { viewerKey } from '@seisi/schema/passport';
import { expect, test } from 'vitest';
import { FACTS, LIBRARY, openSchool } from './guard.testing.ts';
import { grantOf, passportFor, posting } from './testing.ts';

const ANN = '00000000-0000-4000-8000-00000000000a';
const PASSPORT = passportFor(posting(['aid']));
const { request, expires } = PASSPORT;
const binding = { viewer: viewerKey(PASSPORT), request, expires };
const telling = { kind: 'TOLD', byRoom: { oku: { members: ['b'], whole: true } } } as const;
const factsOf = (subject: string) => new Facts({ ...binding, subject }, telling, FACTS.write);

/** What the resolver of a subject's field stands on, where these facts came with the key. */
async function parentOf(facts: unknown): Promise<unknown> {
  const met: unknown[] = [];
  const library = openSchool(LIBRARY, {
    resolvers: { Pupil: { loans: (parent: unknown) => met.push(parent) && [] } },
  });
  const grant = grantOf(ANN, ['aid'], PASSPORT);
  const representations = [
    { __typename: 'Pupil', key: ANN, grant, ...(facts === undefined ? {} : { facts }) },
  ];
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Pupil { loans { id } } } }`;
  await library.ask(text, PASSPORT, { representations });
  return met[0];
}

test('a subject comes with what this room was told of it, and of nobody else', async () => {
  expect(await parentOf(factsOf(ANN))).toMatchObject({
    key: ANN,
    facts: { kind: 'TOLD', inputs: { members: ['b'], whole: true } },
  });
  expect(await parentOf(factsOf('another'))).toMatchObject({ key: ANN, facts: null });
  expect(await parentOf('forged')).toMatchObject({ key: ANN, facts: null });
  expect(await parentOf(undefined)).not.toHaveProperty('facts');
});
