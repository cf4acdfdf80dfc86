import { NO_BASIS } from '@seisi/schema/viewer';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { answerThatStands } from './answer-that-stands.ts';
import type { Phase } from './phase.ts';
import type { Lease, Reliance } from './reliance.ts';
import type { GraphRequest } from './request.ts';

const RELIANCE: Reliance = { since: 1, holder: 'jkm', until: Number.POSITIVE_INFINITY };

function asked(query: string): GraphRequest {
  const document = parse(query);
  return {
    caller: { request: 'r', viewer: null, expires: 0, signal: new AbortController().signal },
    document,
    operation: getOperationAST(document)!,
    fragments: new Map(),
    variables: {},
    asksDecisions: false,
    asksCost: false,
    charge: { taken: null },
    cost: null,
    decisions: null,
    trustsFacts: true,
    basis: NO_BASIS,
    reliance: null,
    areGroundsKnown: true,
    passport: null,
    decision: null,
    plan: null,
    planned: null,
    disclosure: null,
    intent: null,
    told: null,
    answer: null,
  };
}

/** A pipeline of one phase: it answers with how often it ran, and relies on facts as long as it may. */
function counting(): { phase: Phase; turns: () => number } {
  let turns = 0;
  const run = (request: GraphRequest) => {
    turns += 1;
    request.reliance = request.trustsFacts ? RELIANCE : null;
    request.answer = { data: { turn: turns, trusts: request.trustsFacts }, errors: [] };
  };
  return { phase: { name: 'answer', run }, turns: () => turns };
}

/** A lease under which the first so many answers do not stand. */
function shaken(times: number): Lease {
  let left = times;
  return {
    version: async () => 1,
    stands: async (reliance) => {
      expect(reliance).toBe(RELIANCE);
      left -= 1;
      return left < 0;
    },
    standsNow: () => false,
    close: () => {},
  };
}

test.each([0, 1, 2])(
  'an answer whose ground changed %i times under it is made anew, and stands',
  async (times) => {
    const { phase, turns } = counting();
    const { answer, reliance } = await answerThatStands(asked('{ a }'), [phase], shaken(times));
    expect(answer.data).toEqual({ turn: times + 1, trusts: true });
    expect(turns()).toBe(times + 1);
    expect(reliance).toBe(RELIANCE);
  },
);

test('facts that do not come to rest are not trusted in the end, and then nothing is relied on', async () => {
  const { phase } = counting();
  const { answer, reliance } = await answerThatStands(asked('{ a }'), [phase], shaken(9));
  expect(answer.data).toEqual({ turn: 4, trusts: false });
  expect(reliance).toBeNull();
});

test('a mutation runs once: when its ground has changed its payload is unknown, and the key tells how to learn it', async () => {
  const { phase, turns } = counting();
  const { answer } = await answerThatStands(asked('mutation { a }'), [phase], shaken(1));
  expect(turns()).toBe(1);
  expect(answer.data).toEqual({ turn: null, trusts: null });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['turn'], 'SOURCE_UNAVAILABLE'],
    [['trusts'], 'SOURCE_UNAVAILABLE'],
  ]);
  for (const { message } of answer.errors) expect(message).toContain('idempotency key');
});

test('a pipeline that answers nothing is an error, not an empty answer', async () => {
  await expect(answerThatStands(asked('{ a }'), [], shaken(0))).rejects.toThrow('No step answered');
});
