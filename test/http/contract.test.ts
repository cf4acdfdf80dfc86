import { type Changelog, graphHash } from '@seisi/schema/changelog';
import { ERROR_CODES } from '@seisi/schema/errors';
import { apiSdl } from '@seisi/schema/sdl';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

test('the schema that is served as text is the one that answers', async () => {
  const response = await fetch(`${house.url}/schema.graphql`);
  expect(response.headers.get('content-type')).toBe('application/graphql; charset=utf-8');
  const { data } = await house.ask(null, { query: getIntrospectionQuery() });
  const answered = printSchema(lexicographicSortSchema(buildClientSchema(data)));
  expect(printSchema(lexicographicSortSchema(buildSchema(await response.text())))).toBe(answered);
});

test('the schema that is served holds nothing hidden', async () => {
  const text = await (await fetch(`${house.url}/schema.graphql`)).text();
  expect(text).not.toMatch(/_entities|_service|@join__|@link|@inaccessible|\bgrant:/);
});

test('every error code is served, with what it means and the way out', async () => {
  const response = await fetch(`${house.url}/errors.json`);
  const { errors } = (await response.json()) as { errors: readonly { code: string; meaning: string }[] };
  expect(Object.fromEntries(errors.map(({ code, meaning }) => [code, meaning]))).toEqual(ERROR_CODES);
});

test('the changelog of the graph is served, each step with its day, and ends with the graph that is', async () => {
  const response = await fetch(`${house.url}/changelog.json`);
  const { graph, steps } = (await response.json()) as Changelog;
  expect(graph).toBe(graphHash(apiSdl()));
  expect(steps.length).toBeGreaterThan(1);
  for (const { date } of steps) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(steps.map(({ date }) => date)).toEqual(
    steps
      .map(({ date }) => date)
      .toSorted()
      .toReversed(),
  );
  const added = steps.flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'ADDED');
  expect(added.map(({ coordinate }) => coordinate)).toContain('Mutation.giveConsent');
});
