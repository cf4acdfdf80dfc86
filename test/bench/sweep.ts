import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FieldNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import type { Started } from './lineup.ts';
import { dataOf, refuseOtherData } from './same-answers.ts';
import { LIMIT } from './variants.ts';

/** How many households a sweep reads, each with its whole profile. */
const SWEPT = 100;
/** Where the variant that takes no operation answers a sweep. */
export const SWEEP_PATH = '/households';

const PROFILE = readFileSync(join(import.meta.dirname, '../queries/household-profile.graphql'), 'utf8');

/** The variants that answer a sweep, aimed at it, and of the others why they do not. */
export type Sweep = {
  readonly ready: readonly Started[];
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * Aims the variants at the first households in the order of their numbers, and compares what they answer.
 * @throws an Error where one answers otherwise than the limit
 */
export async function aimAtSweep(started: readonly Started[]): Promise<Sweep> {
  const refused = new Map<string, string>();
  const ready: Started[] = [];
  const expected = started.find(({ variant }) => variant.name === LIMIT);
  const data = expected === undefined ? null : dataOf(await answerOf(swept(expected)));
  for (const one of started.map(swept)) {
    const text = await answerOf(one);
    const refusal = refusalIn(text);
    if (refusal !== null) refused.set(one.variant.name, refusal);
    else ready.push(one);
    if (refusal === null && data !== null) refuseOtherData(one.variant.name, 'a sweep', dataOf(text), data);
  }
  return { ready, refused };
}

function swept(one: Started): Started {
  const { variant, target } = one;
  const url = variant.asks === 'ID' ? new URL(SWEEP_PATH, target.url).href : target.url;
  const body = variant.asks === 'ID' ? {} : { query: sweepOperation() };
  return { ...one, target: { ...target, name: `${target.name} sweep`, url, bodies: [JSON.stringify(body)] } };
}

/** The profile's own selection, of a page of households instead of one. */
function sweepOperation(): string {
  const { definitions } = parse(PROFILE);
  const query = definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const household = query?.selectionSet.selections[0] as FieldNode;
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print);
  const node = household.selectionSet === undefined ? '' : print(household.selectionSet);
  return [
    `query HouseholdSweep { households(first: ${SWEPT}) { edges { node ${node} } } }`,
    ...fragments,
  ].join('\n');
}

async function answerOf({ target }: Started): Promise<string> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: target.headers,
    body: target.bodies[0] ?? '',
  });
  return response.text();
}

function refusalIn(text: string): string | null {
  const { errors } = JSON.parse(text) as { errors?: readonly { readonly message: string }[] };
  return errors?.[0]?.message ?? null;
}
