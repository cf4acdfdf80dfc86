import { expect, test } from 'vitest';
import type { ContestRow } from './contest.table.ts';
import { type AgencyAct, advanced, contestLife, dayAfter, isOverdue, STATUS_AFTER } from './contest.ts';

const AT = new Date('2026-12-01T00:00:00Z');
const STATUSES = Object.keys(contestLife) as ContestRow['status'][];
const ACTS: readonly AgencyAct[] = ['EXTEND', 'EXPLAIN', 'UPHOLD'];

function contest(given: Partial<ContestRow> = {}): ContestRow {
  const access = { at: 0, about: 'PERSON', purpose: null, told: [], receiptNumber: '', account: '' } as const;
  return {
    ...{ id: 'c', personKey: 'p', agencyCode: 'jkm', leafIndex: 0, subjectKey: 'p', access, reason: 'why' },
    ...{ status: 'RAISED', raisedAt: AT, dueOn: '2026-12-13', answer: null, answeredAt: null },
    ...given,
  };
}

test.each(STATUSES.flatMap((status) => ACTS.map((act) => [status, act] as const)))(
  'from %s the step %s leads where the life says, and nowhere else',
  (status, act) => {
    const take = () => advanced(contest({ status }), { act, text: 'said', at: AT }, '2026-12-13');
    if (Object.hasOwn(contestLife[status], act)) expect(take().status).toBe(STATUS_AFTER[act]);
    else expect(take).toThrow('this step is not open');
  },
);

test('an answer is kept with its instant, and the time for it stays', () => {
  const answered = advanced(contest(), { act: 'EXPLAIN', text: 'said', at: AT }, '2027-03-01');
  expect(answered).toEqual(contest({ status: 'EXPLAINED', answer: 'said', answeredAt: AT }));
});

test('the time is lengthened by 14 days while it is not over, and by then once more never', () => {
  const step = { act: 'EXTEND', text: 'said', at: AT } as const;
  expect(advanced(contest(), step, '2026-12-13')).toEqual(
    contest({ status: 'EXTENDED', dueOn: '2026-12-27' }),
  );
  expect(() => advanced(contest(), step, '2026-12-14')).toThrow('over');
});

test('a contest is overdue from the day after its last one until it is answered', () => {
  for (const status of ['RAISED', 'EXTENDED'] as const) {
    expect(isOverdue(contest({ status }), '2026-12-13')).toBe(false);
    expect(isOverdue(contest({ status }), '2026-12-14')).toBe(true);
  }
  for (const status of ['EXPLAINED', 'UPHELD'] as const)
    expect(isOverdue(contest({ status }), '2027-01-01')).toBe(false);
});

test('days are counted by the calendar', () => {
  expect([dayAfter('2026-12-11', 21), dayAfter('2028-02-08', 21)]).toEqual(['2027-01-01', '2028-02-29']);
});
