import { castOf } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const variables = { id: castOf(1).known.id };
const profile = { query: PROFILE, variables };

type Asked = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly body?: unknown;
};

async function post({ headers = {}, body = profile, ...rest }: Asked): Promise<Response> {
  return fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...rest,
  });
}

async function get(headers: Readonly<Record<string, string>>): Promise<Response> {
  const search = new URLSearchParams({ query: PROFILE, variables: JSON.stringify(variables) });
  return fetch(`${house.url}/graphql?${search}`, {
    headers: { 'apollo-require-preflight': 'true', ...headers },
  });
}

const bearer = async () => ({ authorization: `Bearer ${await house.tokenOf('district-officer')}` });

test('a GET is nobody’s, whatever token it carries, before and after the same question by POST', async () => {
  const nobody = await (await post({})).text();
  const [before, privileged, after] = [
    await (await get(await bearer())).text(),
    await (await post({ headers: await bearer() })).text(),
    await (await get(await bearer())).text(),
  ];
  expect(before).toBe(nobody);
  expect(after).toBe(nobody);
  expect(privileged).not.toBe(nobody);
  expect(await (await get({ authorization: 'Bearer x.y.z' })).text()).toBe(nobody);
});

test('requests that their askers left leave nothing to others: neither an answer nor a fault', async () => {
  const headers = await bearer();
  const whole = await (await post({ headers })).text();
  const nobody = await (await post({})).text();
  const left = Array.from({ length: 60 }, (_, at) => {
    const body = { ...profile, query: at % 2 === 0 ? PROFILE : `${PROFILE}# ${at}` };
    return post({ headers, body, signal: AbortSignal.timeout(at) }).then(
      async (response) => response.text().catch(() => 'LEFT'),
      () => 'LEFT',
    );
  });
  const stayed = Array.from({ length: 30 }, async (_, at) => {
    const isKnown = at % 2 === 0;
    expect(await (await post(isKnown ? { headers } : {})).text()).toBe(isKnown ? whole : nobody);
  });
  await Promise.all(stayed);
  const answers = await Promise.all(left);
  expect(answers).toContain('LEFT');
  expect(new Set([...answers, 'LEFT', whole])).toEqual(new Set(['LEFT', whole]));
  expect(await (await post({ headers })).text()).toBe(whole);
  expect(await (await post({})).text()).toBe(nobody);
  expect(house.notices()).toEqual([]);
});

const CURIOUS = {
  'apollo-query-plan-experimental': '1',
  'apollo-query-plan-experimental-format': 'internal',
  'apollo-federation-include-trace': 'ftv1',
  'apollo-tracing': '1',
  'x-apollo-tracing': '1',
  'x-request-id': 'known-by-the-client',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

test.each([
  ['an answer', true, profile, 200],
  ['an answer to nobody', false, profile, 200],
  ['a refusal of the document', true, { query: '{ nothing }' }, 200],
  ['a refusal of the token', 'x.y.z', profile, 401],
  ['a refusal of the body', true, 'no object', 400],
] as const)(
  '%s is never kept, and says nothing of how it was made, whatever is asked for',
  async (_what, token, body, status) => {
    const own = token === true ? await bearer() : {};
    const authorization = typeof token === 'string' ? { authorization: `Bearer ${token}` } : own;
    const plain = await post({ headers: authorization, body });
    const response = await post({ headers: { ...authorization, ...CURIOUS }, body });
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).toBe(await plain.text());
    expect(text).not.toMatch(/queryPlan|ftv1|tracing|known-by-the-client|"extensions":\{\}|4bf92f35/i);
    expect(JSON.parse(text)).not.toHaveProperty('extensions');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const names = [...response.headers.keys()].filter(
      (name) => !['connection', 'date', 'keep-alive'].includes(name),
    );
    expect(names.toSorted()).toEqual(
      [
        'cache-control',
        'content-length',
        'content-type',
        ...(token === false ? ['vary'] : []),
        ...(status === 401 ? ['www-authenticate'] : []),
        'x-content-type-options',
        'x-request-id',
      ].toSorted(),
    );
    // The client's own name of a request goes nowhere.
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  },
);
