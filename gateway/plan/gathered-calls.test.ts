import { expect, test } from 'vitest';
import { gathered } from './gathered-calls.ts';

type Call = { readonly key: object; readonly value: number };

const [one, other] = [{}, {}];

function opened(failing = false) {
  const sent: number[][] = [];
  const call = gathered<Call, string>(
    ({ key }) => key,
    async (calls) => {
      sent.push(calls.map(({ value }) => value));
      if (failing) throw new Error('away');
      return calls.map(({ value }) => `result ${value}`);
    },
  );
  return { sent, call };
}

test('calls of one turn under one key go together, each gets its own result, and another key’s go apart', async () => {
  const { sent, call } = opened();
  const later = Promise.resolve().then(() => call({ key: one, value: 3 }));
  const results = await Promise.all([
    call({ key: one, value: 1 }),
    call({ key: other, value: 2 }),
    later,
    call({ key: one, value: 4 }),
  ]);

  expect(results).toEqual(['result 1', 'result 2', 'result 3', 'result 4']);
  expect(sent).toEqual([[1, 4, 3], [2]]);
});

test('a call of a later turn waits for no earlier one', async () => {
  const { sent, call } = opened();
  await call({ key: one, value: 1 });
  await call({ key: one, value: 2 });

  expect(sent).toEqual([[1], [2]]);
});

test('a failure is told to all that went together, and the next try is another', async () => {
  const { sent, call } = opened(true);
  const outcomes = await Promise.allSettled([1, 2].map((value) => call({ key: one, value })));

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(call({ key: one, value: 3 })).rejects.toThrow('away');
  expect(sent).toEqual([[1, 2], [3]]);
});
