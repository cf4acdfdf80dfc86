import { expect } from 'vitest';
import { comparable } from '../oracle/expected-error.ts';
import type { Asking, Oracle, Question } from '../oracle/oracle.ts';
import type { Answer, House } from '../setup/house.ts';

/** Asks the house as a persona under an agreement, or as nobody. */
export function askAs(house: House, { persona, agreement }: Asking, question: Question): Promise<Answer> {
  const headers = agreement === null ? {} : { 'seisi-agreement': agreement };
  return house.ask(persona, { ...question, headers });
}

/** Asks the house and the oracle, and fails where they differ: in data, in its order, or in the set of errors. */
export async function expectSame(
  house: House,
  oracle: Oracle,
  asking: Asking,
  question: Question,
): Promise<Answer> {
  const answer = await askAs(house, asking, question);
  const texts = comparable(oracle.answer(asking, question), answer);
  expect(
    texts.answered,
    `${asking.name} asks ${question.query} with ${JSON.stringify(question.variables)}`,
  ).toEqual(texts.expected);
  return answer;
}

/** All UUIDs of a text. */
export function uuidsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];
}
