import { expect, test } from 'vitest';
import { readReference } from './reference.ts';

function rowsOf(table: string): readonly Readonly<Record<string, string | null>>[] {
  return readReference().find((one) => one.table === table)?.rows ?? [];
}

test('there are sixteen states, and every one of the 160 districts lies in one of them', () => {
  const states = new Set(rowsOf('state').map(({ code }) => code));

  expect(states.size).toBe(16);
  expect(rowsOf('district')).toHaveLength(160);
  expect(rowsOf('district').filter((row) => !states.has(row['state_code'] ?? ''))).toEqual([]);
});

test('a poverty line’s code says what the line is, and no two lines are for the same', () => {
  const lines = rowsOf('poverty_line');
  const codes = lines.map((line) =>
    [line['basis_year'], line['state_code'], line['strata'] ?? 'ALL', line['kind'], line['basis']].join('-'),
  );

  expect(lines.map(({ code }) => code)).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([2019, 2022])('for basis year %i every state has all four lines for urban addresses', (year) => {
  const codes = new Set(rowsOf('poverty_line').map(({ code }) => code));
  const wanted = rowsOf('state').flatMap((state) =>
    ['POVERTY', 'FOOD'].flatMap((kind) =>
      ['HOUSEHOLD', 'PER_HEAD'].map((basis) => `${year}-${state['code']}-URBAN-${kind}-${basis}`),
    ),
  );

  expect(wanted.filter((code) => !codes.has(code))).toEqual([]);
});

test('only Kuala Lumpur and Putrajaya have no rural line', () => {
  const rural = new Set(
    rowsOf('poverty_line')
      .filter(({ strata }) => strata === 'RURAL')
      .map((line) => line['state_code']),
  );
  const without = rowsOf('state').filter(({ code }) => !rural.has(code ?? ''));

  expect(without.map(({ name }) => name)).toEqual(['W.P. Kuala Lumpur', 'W.P. Putrajaya']);
});

test('a food line is below its poverty line, and every line says where it comes from', () => {
  const lines = rowsOf('poverty_line');
  const amounts = new Map(lines.map((line) => [line['code'], Number(line['amount'])]));
  const food = lines.filter(({ kind }) => kind === 'FOOD');

  expect(
    food.filter(
      ({ code, amount }) =>
        Number(amount) >= (amounts.get(code?.replace('FOOD', 'POVERTY') ?? '') ?? Infinity),
    ),
  ).toEqual([]);
  expect(lines.filter(({ source }) => (source ?? '') === '')).toEqual([]);
  expect(
    lines.filter((line) => line['provenance'] === 'ESTIMATED' && !line['source']?.startsWith('Estimate:')),
  ).toEqual([]);
});

test('a scheme without one rate says what its rate depends on', () => {
  const schemes = rowsOf('scheme');

  expect(schemes).toHaveLength(32);
  expect(schemes.filter((scheme) => scheme['rate'] === null && scheme['rate_note'] === null)).toEqual([]);
});

test('an article has its versions one after another, and no amount that is not a line on record', () => {
  const articles = rowsOf('article');
  const byCode = Map.groupBy(articles, ({ code }) => code);
  for (const versions of byCode.values()) {
    expect(versions.map(({ version }) => Number(version))).toEqual(versions.map((_one, at) => at + 1));
    const days = versions.map((version) => version['starts_on']);
    expect(days).toEqual([...new Set(days)].toSorted());
  }
  const lines = new Set(rowsOf('poverty_line').map(({ amount }) => Number(amount)));
  const named = articles.flatMap((one) =>
    [...`${one['body_ms']} ${one['body_en']}`.matchAll(/RM([\d,]+)/g)].map(
      ([, ringgit = '']) => Number(ringgit.replaceAll(',', '')) * 100,
    ),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((amount) => !lines.has(amount))).toEqual([]);
});
