import { expect, test } from 'vitest';
import { accessPage } from './access-page.ts';
import { compose } from './composition.ts';
import { rooms } from './rooms.ts';

const page = accessPage(compose(rooms()).supergraph);
const lines = page.replace(/\n$/, '').split('\n');
const rows = new Map(lines.map((line) => [line.split('\t')[0], line.split('\t').slice(1)]));

test.each([
  ['Person.name', 'identity', '', 'PERSONAL', ''],
  ['OkuRegistration.category', 'disability', '', 'SENSITIVE', ''],
  ['Address.line', 'contact', '', 'PERSONAL', ''],
  ['Household.registrationNumber', 'register', '', '', ''],
  ['Household.grant', 'hidden', '', '', ''],
  ['Household.members', 'kinship', '8', 'PERSONAL', ''],
  ['Query.households', 'authenticated', 'first', '', ''],
  ['Query.households(first:)', '', '', '', ''],
  ['Query.householdByRegistration(number:)', 'register', '', '', ''],
  ['HouseholdFilter.povertyStatus', 'poverty.status', '', 'PERSONAL', ''],
  ['State.name', 'public', '', '', ''],
  ['Scheme.name', 'authenticated', '', '', ''],
  ['Household.hasOkuMember', 'disability.fact', '', 'SENSITIVE', 'disability, kinship'],
  ['Person.eligible', 'aid', '', 'PERSONAL', 'identity, income, kinship'],
])('%s is printed with its access, cost, mark and what it is computed from', (coordinate, ...cells) => {
  expect(rows.get(coordinate)).toEqual(cells);
});

test('every field, argument and input field has one line, sorted, and none is closed for want of a mark', () => {
  const coordinates = lines.slice(1).map((line) => line.split('\t')[0] ?? '');
  expect(coordinates).toEqual([...new Set(coordinates)].sort());
  expect(lines.filter((line) => line.split('\t').length !== 5)).toEqual([]);
  expect(lines.filter((line) => line.split('\t')[1] === 'unmarked')).toEqual([]);
});
