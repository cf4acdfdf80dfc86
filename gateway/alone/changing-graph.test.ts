import { expect, test } from 'vitest';
import { ChangingGraph } from './changing-graph.ts';

/** A graph whose answers wait until they are let go, and which says what became of it. */
function waitingGraph(name: string, told: string[]) {
  const answers: (() => void)[] = [];
  return {
    letGo: () => answers.shift()?.(),
    answer: (question: string) =>
      new Promise<string>((resolve) => answers.push(() => resolve(`${name}: ${question}`))),
    close: async () => void told.push(`${name} closed`),
  };
}

test('a request ends with the graph that it began with, and that graph is closed after its last one, once', async () => {
  const told: string[] = [];
  const [first, second] = [waitingGraph('first', told), waitingGraph('second', told)];
  const graph = new ChangingGraph<string, string>(first);

  const begun = [graph.answer('a'), graph.answer('b')];
  graph.change(second);
  const later = graph.answer('c');
  first.letGo();
  expect([await begun[0], told]).toEqual(['first: a', []]);
  first.letGo();
  expect(await begun[1]).toBe('first: b');
  second.letGo();
  expect(await later).toBe('second: c');
  expect(told).toEqual(['first closed']);

  await graph.close();
  expect(told).toEqual(['first closed', 'second closed']);
});

test('a graph that nobody asks is closed when it is changed, and one that fails is counted out too', async () => {
  const told: string[] = [];
  const failing = {
    answer: () => Promise.reject(new Error('It fails.')),
    close: async () => void told.push('failing closed'),
  };
  const graph = new ChangingGraph<string, string>(failing);
  const failed = graph.answer('a');
  graph.change(waitingGraph('second', told));
  await expect(failed).rejects.toThrow('It fails.');
  graph.change(waitingGraph('third', told));
  await graph.close();
  expect(told).toEqual(['failing closed', 'second closed', 'third closed']);
});

test('an old graph that cannot be closed is told of, and harms nobody', async () => {
  const told: unknown[] = [];
  const stuck = { answer: async () => 'stuck', close: () => Promise.reject(new Error('It sticks.')) };
  const graph = new ChangingGraph<string, string>(stuck, (error) => told.push(error));
  graph.change({ answer: async (question) => question, close: async () => {} });
  expect(await graph.answer('a')).toBe('a');
  expect(told).toEqual([new Error('It sticks.')]);
});
