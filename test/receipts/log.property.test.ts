import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { groundOf } from '../oracle/ground.ts';
import { NOW } from '../oracle/oracle.ts';
import { classesOfPerson, isSealed } from '../oracle/reach.ts';
import { type PersonRow, registryAt } from '../oracle/registry.ts';
import { untilInTree } from '../setup/table-receipts.ts';
import { comparableLine, expectedLog, type Line } from './expected-log.ts';
import { BEFORE } from './moved-registry.ts';
import { type ReadLog, readLog } from './read-log.ts';
import { ReadHouse, ROWS, tokenOf } from './reads.ts';

/** Valid questions, each asked by two; half of them before people moved, and half after. */
const RUNS = inject('receiptRuns') ?? 30;
const SECOND = 1_000;

const registry = registryAt(ROWS, NOW);
const before = registryAt(ROWS, BEFORE);
const { sealed } = castOf(1);
const FATHER = castMember(1, CAST.father, PLACE.father.head);
const lives = ({ key }: PersonRow) => registry.homesOf(key).length > 0;
const ADULTS = ROWS.people.filter((person) => registry.isAdult(person) && lives(person));

/** Whoever lives with somebody, in any of their homes. */
function fellowsOf({ key }: PersonRow, at = registry): readonly PersonRow[] {
  return at
    .homesOf(key)
    .flatMap(({ householdKey }) => at.membersOf(householdKey, at.today))
    .flatMap(({ personKey }) => (personKey === key ? [] : (at.personByKey(personKey) ?? [])));
}

const isBehindSeal = ({ key }: PersonRow) =>
  registry
    .homesOf(key)
    .some(({ householdKey }) => isSealed(registry, registry.householdByKey(householdKey)!));

/** Logs as the own person reads them, by id. */
const logs = new Map<string, ReadLog>();
let world: ReadHouse;
beforeAll(
  async () => {
    world = await ReadHouse.open();
    await world.read(Math.ceil(RUNS / 2), BEFORE);
    await world.read(Math.ceil(RUNS / 2), NOW);
    await world.keepBesideSeal('hospital', FATHER);
    await untilInTree(world.house.adminUrl);
    for (const person of ADULTS) logs.set(person.id, await readLog(world.house, tokenOf(person), person.id));
  },
  120_000 + RUNS * SECOND,
);
afterAll(() => world?.close());

const expectedOf = (reader: PersonRow, person: PersonRow) =>
  expectedLog(registry, tokenOf(reader), person, world.reads)?.map(comparableLine) ?? null;

test('every adult’s log says what the answers told of them, and of their homes since they moved in, and nothing else', () => {
  expect(world.asked).toBeGreaterThanOrEqual(RUNS * 2);
  for (const person of ADULTS)
    expect(logs.get(person.id)?.lines, person.id).toEqual(expectedOf(person, person));

  // Whatever is left out of logs was there to be left out.
  const lines = [...logs.values()].flatMap((log) => log.lines ?? []);
  const narrowed = lines.filter(({ proof, isAgencyVeiled }) => proof === null && isAgencyVeiled === false);
  expect(narrowed.map(({ about }) => about)).toContain('HOUSEHOLD');
  expect(lines.filter(({ isAgencyVeiled }) => isAgencyVeiled === true)).not.toEqual([]);
  expect(new Set(lines.map(({ reader }) => reader))).toEqual(
    new Set(['OWN_ACCOUNT', 'CITIZEN', 'OFFICER', 'AGENCY_CLIENT']),
  );
  const shown = new Set(lines.map(({ receipt }) => (receipt as { number: string }).number));
  const hidden = world.reads.filter(({ entries, receipt }) => entries.length > 0 && !shown.has(receipt.id));
  expect(hidden.map(({ ground }) => ground.ceiling.has('protection'))).toContain(true);
});

test('a log names nobody but its own person and their homes: no other adult, neither by key nor by id', () => {
  for (const person of ADULTS) {
    const text = logs.get(person.id)?.text ?? '';
    const told = fellowsOf(person).filter(({ key, id }) => text.includes(key) || text.includes(id));
    expect(told.map(({ id }) => id)).toEqual([]);
  }
});

test('nobody reads another adult’s log, a guardian that of a child, and nobody that of a child under a seal', async () => {
  const readers = ADULTS.filter(
    (person) => fellowsOf(person).length > 0 && world.reads.some(tellsOf(person)),
  );
  const wards = new Set<string>();
  for (const reader of readers)
    for (const fellow of fellowsOf(reader)) {
      const log = await readLog(world.house, tokenOf(reader), fellow.id);
      expect(log.lines).toEqual(expectedOf(reader, fellow));
      if (isWard(reader, fellow)) wards.add(fellow.id);
      else expect([log.lines, log.text.includes('edges')]).toEqual([null, false]);
    }
  expect(wards.size).toBeGreaterThan(0);
  const children = ROWS.people.filter(({ id }) => wards.has(id));
  expect(children.filter((child) => registry.isAdult(child) || isBehindSeal(child))).toEqual([]);
}, 120_000);

function isWard(reader: PersonRow, fellow: PersonRow): boolean {
  const ground = groundOf(registry, tokenOf(reader), null);
  return ground !== 'several' && classesOfPerson(registry, ground, fellow)?.has('receipts') === true;
}

const tellsOf =
  ({ key }: PersonRow) =>
  ({ entries }: { readonly entries: readonly { readonly subject: { readonly key: string } }[] }) =>
    entries.some(({ subject }) => subject.key === key);

test('no log of anyone outside tells where the sealed home is, or who lives there', () => {
  const home = registry.householdByKey(sealed.key)!;
  // Before the moves nobody behind the seal had another home, of which others may know.
  const people = before
    .membersOf(home.key, before.today)
    .map(({ personKey }) => before.personByKey(personKey)!);
  const long = [
    ...[home.key, home.id, home.registrationNumber, home.addressLine],
    ...people.flatMap(({ key, id, name, identityNumber, phone }) => [
      key,
      id,
      name,
      identityNumber,
      phone ?? id,
    ]),
  ];
  const short = [home.state, home.district, home.postcode];
  const outside = ADULTS.filter((person) => !isBehindSeal(person));
  for (const person of outside) {
    const { lines, text } = logs.get(person.id)!;
    expect(long.filter((tells) => text.includes(tells))).toEqual([]);
    expect(textsIn(lines).filter((each) => short.includes(each))).toEqual([]);
    for (const line of lines ?? []) if (isBesideSeal(line)) expectNoAgency(line);
  }
  const father = logs.get(FATHER.id)?.lines?.filter(isBesideSeal) ?? [];
  expect(father).toHaveLength(1);
  expect(people.length).toBeGreaterThan(1);
});

/** Whether the request of a line told of somebody under the seal too. */
function isBesideSeal({ receipt }: Line): boolean {
  const read = world.reads.find((each) => each.receipt.id === (receipt as { number: string }).number);
  return read?.entries.some(({ veiled }) => veiled) ?? false;
}

function expectNoAgency(line: Line): void {
  expect(line).toMatchObject({ agencyCode: null, agreementNumber: null, isAgencyVeiled: true, proof: null });
  const codes = ROWS.agencies.flatMap(({ code, name }) => [code, name]);
  const named = [...codes, ...ROWS.agreements.map(({ number }) => number)];
  expect(textsIn(line).filter((each) => named.includes(each))).toEqual([]);
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
