import type { Questions, Started } from './lineup.ts';
import { LIMIT } from './variants.ts';

/** How the answers of a variant agree with those of the limit: byte for byte but for a new line at the end, or in what they say, whatever the order of keys and what stands around `data`. */
export type Agreement = 'BYTES' | 'DATA';

/**
 * Compares what the variants answer for so many households, the one that is not there among them, before anything is timed.
 * @throws an Error with the first difference, or where an answer is not whole
 */
export async function compareAnswers(
  started: readonly Started[],
  questions: Questions,
  count: number,
): Promise<Map<string, Agreement>> {
  const ids = questions.ids.slice(-count);
  const limit = started.find(({ variant }) => variant.name === LIMIT) ?? started[0];
  const agreements = new Map<string, Agreement>();
  if (limit === undefined) return agreements;
  for (const one of started) agreements.set(one.variant.name, 'BYTES');
  for (const id of ids) {
    const [expected = '', ...answers] = await Promise.all(
      [limit, ...started].map((one) => answerOf(one, questions, id)),
    );
    started.forEach(({ variant: { name } }, nth) => {
      const answer = answers[nth] ?? '';
      if (answer === expected) return;
      refuseOtherData(name, id, dataOf(answer), dataOf(expected));
      agreements.set(name, 'DATA');
    });
  }
  return agreements;
}

const RECEIPT = /,"extensions":\{"receipt":\{[^{}]*\}\}\}$/;

async function answerOf({ variant, target }: Started, questions: Questions, id: string): Promise<string> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: target.headers,
    body: questions.bodyOf(variant, id),
  });
  // Some servers end an answer with a new line; the product with its receipt, which is another one for each request.
  const text = (await response.text()).trimEnd().replace(RECEIPT, '}');
  if (response.status === 200 && !text.includes('"errors":[')) return text;
  throw new Error(`${variant.name} answers ${response.status} for ${id}: ${text.slice(0, 500)}`);
}

/** What an answer says. */
export function dataOf(text: string): unknown {
  return (JSON.parse(text) as { data: unknown }).data;
}

/** @throws an Error with the first place at which one answer says something else */
export function refuseOtherData(name: string, id: string, found: unknown, expected: unknown): void {
  const where = firstDifference(found, expected, 'data');
  if (where !== null) throw new Error(`${name} answers otherwise for ${id}: ${where}`);
}

function firstDifference(found: unknown, expected: unknown, path: string): string | null {
  if (isTree(found) && isTree(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
    for (const key of keys) {
      const inside = firstDifference(found[key], expected[key], `${path}.${key}`);
      if (inside !== null) return inside;
    }
    return null;
  }
  if (found === expected) return null;
  return `${path} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
