import { expect, test } from 'vitest';
import { breakingChanges, type Pages, undecided, widenedAccess } from './compare.ts';

const API = 'type Query { people(state: String): [Person!] }\ntype Person { name: String\n sex: String }';

function pages(api: string, ...access: string[]): Pages {
  return { api, access: `coordinate\taccess\n${access.map((line) => `${line}\n`).join('')}` };
}

test('a removed field and a new required argument break clients, by coordinate', async () => {
  const now = API.replace('state: String', 'state: String!').replace('name: String', '');
  const changes = await breakingChanges(pages(API), pages(now));
  expect(changes.map(({ coordinate }) => coordinate).sort()).toEqual(['Person.name', 'Query.people.state']);
});

test('a new field and a new nullable argument break nobody', async () => {
  const now = API.replace('state: String', 'state: String, district: String').replace(
    'sex',
    'birthYear: Int\n sex',
  );
  expect(await breakingChanges(pages(API), pages(now))).toEqual([]);
});

test.each([
  ['identity', 'public'],
  ['identity', 'authenticated'],
  ['authenticated', 'public'],
  ['identity', 'identity.masked'],
  ['identity', 'area'],
  ['hidden', 'identity'],
  ['unmarked', 'authenticated'],
  ['', 'aid'],
  ['aid', ''],
])('access that goes from "%s" to "%s" is reported as it may be wider', (was, is) => {
  const found = widenedAccess(pages(API, `Person.name\t${was}`), pages(API, `Person.name\t${is}`));
  expect(found.map(({ coordinate }) => coordinate)).toEqual(['Person.name']);
});

test.each([
  ['public', 'authenticated'],
  ['authenticated', 'identity'],
  ['identity.masked', 'identity'],
  ['identity', 'hidden'],
  ['identity', 'identity'],
])('access that goes from "%s" to "%s" is no wider', (was, is) => {
  expect(widenedAccess(pages(API, `Person.name\t${was}`), pages(API, `Person.name\t${is}`))).toEqual([]);
});

test('a new coordinate widens nothing', () => {
  expect(widenedAccess(pages(API), pages(API, 'Person.birthYear\tpublic'))).toEqual([]);
});

test('a change is decided when a note names its coordinate, and only then', () => {
  const changes = [
    { coordinate: 'Person.name', message: 'gone' },
    { coordinate: 'Person.sex', message: 'wider' },
  ];
  expect(undecided(changes, 'We removed `Person.name`; Person.sex stays.')).toEqual([changes[1]]);
});
