import { receiptsFrom } from '@seisi/gateway/audit/receipts-from';
import { openTelemetry, type Telemetry } from '@seisi/gateway/telemetry/open';
import { withConnection } from '@seisi/migrations/connection';
import { castOf, KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import { PERSONA_NAMES, type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { registryRows } from '@seisi/migrations/seed/registry-rows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { type Collector, openCollector } from './collector.ts';
import { foundIn, markersOf } from './markers.ts';

const rows = registryRows({ seed: 1, households: 60, asOf: '2026-01-01' });
const { known } = castOf(1);
const someone = rows.people[0]!;
/** What a client may write in places of its own choosing. Nobody of the registry bears it. */
const WRITTEN = ['Zulaikha_Penanda', '770707705555', '0197770077', 'NoLorongPenanda'] as const;
const [NAME, NUMBER, PHONE, STREET] = WRITTEN;

let collector: Collector;
let telemetry: Telemetry;
let house: House;
const lines: string[] = [];
const answers: string[] = [];
const tokens: string[] = [];
let sent = 0;

beforeAll(async () => {
  collector = await openCollector();
  const opened = await openTelemetry({
    metrics: { port: 0 },
    log: (line) => lines.push(line),
    tracesTo: collector.url,
  });
  telemetry = opened as Telemetry;
  house = await openHouse({
    now: () => NOW,
    rooms: 'in-process',
    observer: telemetry.observer,
    receipts: (url) =>
      receiptsFrom({ kind: 'TABLE', url, folder: null }, () => {}, telemetry.observer.group)!,
  });
});
afterAll(async () => {
  await house?.close();
  await telemetry?.close();
  collector?.close();
});

async function ask(
  who: PersonaName | null,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
) {
  sent += 1;
  const answer = await house.ask(who, { query, variables });
  answers.push(answer.text);
  return answer;
}

/** Sends anything at all. */
async function send(init: RequestInit, path = '/graphql'): Promise<void> {
  sent += 1;
  answers.push(await (await fetch(house.url + path, init)).text());
}

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  send({ method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });

/** Everyone asks a whole profile, one person, lists, files; some take steps. */
async function askMuch(): Promise<void> {
  for (const who of PERSONA_NAMES) {
    await ask(who, PROFILE, { id: personas[who].profileHousehold });
    await ask(who, 'query ($id: ID!) { person(id: $id) { id name identityNumber phone monthlyIncome } }', {
      id: someone.id,
    });
    await ask(
      who,
      '{ households(first: 100) { edges { cursor node { id registrationNumber address { line } } } } }',
    );
    await ask(
      who,
      '{ applicationFiles { edges { node { reference } } } viewer { id classes } states { code } }',
    );
  }
  for (const reference of Object.values(KNOWN_REFERENCES)) {
    await ask('jkm-officer', `{ application(reference: "${reference}") { id } }`);
    await ask('jkm-officer', `{ referral(reference: "${reference}") { referral { note } person { name } } }`);
  }
  await ask(
    'icu-officer',
    `{ householdByRegistration(number: "${rows.households[0]!.registrationNumber}") { id } }`,
  );
  await ask(null, '{ __schema { types { name } } }');
}

/** Steps: taken, repeated, and refused. */
async function takeSteps(): Promise<void> {
  const give = 'mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { consent { id } } }';
  const input = {
    agencyCode: 'hospital-tuanku',
    purpose: 'SERVICE_DELIVERY',
    classes: ['register', NAME],
    until: '2026-06-01',
    idempotencyKey: NUMBER,
  };
  for (const who of ['citizen', 'citizen', 'icu-officer', null] as const) {
    await ask(who, give, { input });
    await ask(who, give, { input: { ...input, classes: ['register'] } });
  }
}

/** Names, numbers and streets wherever a client can write them. */
async function writeEverywhere(): Promise<void> {
  await ask('icu-officer', `query ${NAME} { ${NAME}_${NUMBER}: states { ${STREET}: code } }`);
  await ask(
    'icu-officer',
    `query ${NAME}($v${NUMBER}: ID!) { household(id: $v${NUMBER}) { ...${STREET} } } fragment ${STREET} on Household { id p${PHONE}: members { person { n: name } } }`,
    { [`v${NUMBER}`]: known.id },
  );
  await ask('icu-officer', `{ ${NAME} }`);
  await ask('icu-officer', `{ household(id: "${NUMBER}") { ${STREET} } }`);
  await ask(
    'icu-officer',
    `query (${'$'}first: Int) { households(first: ${'$'}first) { edges { cursor } } }`,
    {
      first: NAME,
    },
  );
  await ask('icu-officer', `{ households(after: "${NUMBER}") { edges { cursor } } }`);
  await ask('icu-officer', `# ${NAME} ${NUMBER}\n{ household(id: "${PHONE}") { id } }`);
  await ask('icu-officer', `{ person(id: ${NUMBER}) { id }`);
}

/** Bodies, tokens, headers and addresses that are none. */
async function sendNonsense(): Promise<void> {
  const query = JSON.stringify({ query: '{ states { code } }' });
  await post(`{"query": "{ household(id: \\"${NUMBER}\\"`);
  await post(`"${NAME}"`);
  await post(JSON.stringify({ query: '{ states { code } }', operationName: NAME }));
  await post(JSON.stringify({ query: '{ states { code } }', variables: NAME, extensions: NUMBER }));
  await post(`${NAME}${'x'.repeat(1_100_000)}`);
  await post(query, { authorization: `Bearer ${NUMBER}.${NAME}.${PHONE}` });
  await post(query, { authorization: `${NAME} ${NUMBER}` });
  const [token = ''] = tokens;
  await post(query, { authorization: `Bearer ${token.slice(0, -3)}AAA` });
  await post(query, { authorization: `Bearer ${token}`, 'seisi-agreement': NAME, 'seisi-posting': NUMBER });
  await post(query, { 'x-request-id': NUMBER, 'user-agent': NAME, traceparent: `00-${NUMBER}-${PHONE}-01` });
  await send({ method: 'PUT', headers: JSON_TYPE, body: `${NAME}` });
  await send({}, `/graphql?query={${NAME}}&operationName=${NUMBER}`);
}

/** A register that is in ruins: its statements fail with values in what the server says. */
async function breakRooms(): Promise<void> {
  const rename = (from: string, to: string) =>
    withConnection(house.adminUrl, (sql) => sql.unsafe(`alter table aid.${from} rename to ${to}`));
  await rename('application', 'application_away');
  await ask('jkm-officer', PROFILE, { id: known.id });
  await ask('jkm-officer', `{ application(reference: "${Object.values(KNOWN_REFERENCES)[0]}") { id } }`);
  await rename('application_away', 'application');
}

/** A client that hangs up before it is answered. */
async function hangUp(): Promise<void> {
  const body = JSON.stringify({ query: PROFILE, variables: { id: known.id } });
  const headers = { ...JSON_TYPE, authorization: `Bearer ${tokens[0]}` };
  const stop = new AbortController();
  const left = fetch(`${house.url}/graphql`, { method: 'POST', headers, body, signal: stop.signal }).catch(
    () => null,
  );
  setTimeout(() => stop.abort(), 5);
  await left;
}

test('nothing that names or finds a person is in the logs, the metrics or the traces of a load of everything that a client may send', async () => {
  for (const who of PERSONA_NAMES) tokens.push(await house.tokenOf(who));
  await askMuch();
  await takeSteps();
  await writeEverywhere();
  await sendNonsense();
  await breakRooms();
  await hangUp();
  const metrics = await (await fetch(telemetry.metricsUrl ?? '')).text();
  await telemetry.close();
  const traces = collector.bodies().join('\n');
  const log = lines.join('\n');

  // What is looked for was there to be seen, and what is searched is what is meant.
  const registry = markersOf(rows);
  expect(foundIn(answers.join('\n'), registry).length).toBeGreaterThan(200);
  expect(lines.length).toBeGreaterThanOrEqual(sent);
  expect(metrics).toMatch(/seisi_room_calls_total\{room="aid",result="failed"\} [1-9]/);
  expect(metrics).toMatch(/seisi_denials_total\{class="income",reason="CLASS_NOT_IN_BASIS"\} [1-9]/);
  expect(metrics).toMatch(/seisi_plan_lookups_total\{result="hit"\} [1-9]/);
  expect(metrics).toMatch(/seisi_receipt_groups_total\{sink="table",result="kept"\} [1-9]/);
  expect(metrics).toMatch(/seisi_hot_read_connections [1-9]/);
  // What failed inside is found by the id of its request, and by the kind of its cause alone.
  expect(
    lines.filter((line) =>
      /"operation":"application".*"causes":\["aid [^"]*PostgresError 42P01"\]/.test(line),
    ),
  ).toHaveLength(1);
  const names = new Set(
    collector.spans().flatMap(({ name, events = [] }) => [name, ...events.map((one) => one.name)]),
  );
  for (const name of ['request household', 'phase answer', 'room person']) expect(names).toContain(name);
  expect([...names].filter((name) => /^sql select .*person\.household/.test(name))).not.toEqual([]);

  const secrets = new Set([...WRITTEN, ...tokens, ...tokens.map((token) => token.split('.')[2] ?? '')]);
  for (const seen of [log, metrics, traces]) {
    expect(foundIn(seen, registry)).toEqual([]);
    expect(foundIn(seen, secrets)).toEqual([]);
    expect(seen).not.toMatch(/eyJ[\w-]{10}|Bearer/);
  }
}, 120_000);
