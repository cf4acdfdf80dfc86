import { advance } from '@seisi/host/life';
import { expect, test } from 'vitest';
import { classesOf, readUpdateRequest, updateRequestLife, valuesOf } from './update-request.ts';

const STATUSES = ['PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
const ACTS = { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' } as const;

const STEPS = (['ACCEPT', 'DECLINE', 'WITHDRAW'] as const).map((act) => [act, ACTS[act]] as const);

test.each(STATUSES.flatMap((status) => STEPS.map(([act, to]) => [status, act, to] as const)))(
  'from %s the act %s leads to %s where it waits, and nowhere else',
  (status, act, to) => {
    const step = () => advance(updateRequestLife, { thing: 'request', status, step: act });
    if (status === 'PENDING') expect(step()).toBe(to);
    else expect(step).toThrow('this step is not open from there');
  },
);

const ASKED = { statement: ' It changed. ', since: '2026-01-10', idempotencyKey: 'k' };

test('a request is read as an officer’s own entry is, and names the classes that it writes', () => {
  const wanted = readUpdateRequest(
    { ...ASKED, phone: '+60123456789', income: { source: 'WAGES', monthly: 1 } },
    '2026-01-15',
  );
  expect(wanted).toMatchObject({
    statement: 'It changed.',
    source: 'WAGES',
    monthly: 1,
    phone: '+60123456789',
  });
  expect(valuesOf(wanted)).toEqual([{ field: 'PHONE', value: '+60123456789' }]);
  expect(classesOf(wanted)).toEqual(['register', 'income', 'contact']);
});

test.each([
  ['nothing', {}],
  ['a telephone that is none', { phone: 'x' }],
  ['a day to come', { phone: '+60123456789', since: '2026-01-16' }],
  ['an amount below nothing', { income: { source: 'WAGES' as const, monthly: -1 } }],
  ['an end before the beginning', { income: { source: 'WAGES' as const, monthly: 1, until: '2026-01-09' } }],
  ['an identifier that is none', { income: { income: 'x', source: 'WAGES' as const, monthly: 1 } }],
  ['no words', { phone: '+60123456789', statement: ' ' }],
])('a request of %s is refused', (_what, given) => {
  expect(() => readUpdateRequest({ ...ASKED, ...given }, '2026-01-15')).toThrow('`input.');
});
