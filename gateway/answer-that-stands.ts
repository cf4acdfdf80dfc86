import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { GraphQLError } from 'graphql';
import { type Phase, runPhases } from './phase.ts';
import type { Lease } from './reliance.ts';
import type { Answer, GraphRequest } from './request.ts';

/** What is said of a step that was taken where nothing may be told of it. */
export const STEP_TAKEN_MESSAGE = `${UNKNOWN_MESSAGE} The step was taken; the same idempotency key tells its result.`;

/** How often a question is answered anew because facts that it relied on have changed under it. */
const MOST_TURNS = 3;

/** A request that was answered, and whose answer may leave. */
export type Answered = GraphRequest & { readonly answer: Answer };

/**
 * Answers a request, and answers it anew where a fact of its ground changed meanwhile (access §3): what has ended since is then withheld. Facts that do not
 * come to rest, or that can no longer be had, leave everything unknown but a citizen's own record. A mutation runs once; its payload is then unknown.
 */
export async function answerThatStands(
  asked: GraphRequest,
  phases: readonly Phase[],
  lease: Lease,
): Promise<Answered> {
  for (let turn = 1; ; turn += 1) {
    const request = await answered({ ...asked, trustsFacts: turn <= MOST_TURNS }, phases);
    const { reliance } = request;
    if (reliance === null || lease.standsNow(reliance) || (await lease.stands(reliance, asked.caller.signal)))
      return request;
    if (asked.operation.operation === 'mutation')
      return { ...request, reliance: null, told: null, answer: taken(request) };
  }
}

async function answered(request: GraphRequest, phases: readonly Phase[]): Promise<Answered> {
  await runPhases(phases, request);
  if (!isAnswered(request)) throw new RegistryError('INTERNAL_SERVER_ERROR', 'No step answered the request.');
  return request;
}

function isAnswered(request: GraphRequest): request is Answered {
  return request.answer !== null;
}

/** The answer of a mutation that ran, and of which nothing may be told. */
function taken({ answer }: Answered): Answer {
  const names = Object.keys(answer.data ?? {});
  return {
    data: Object.fromEntries(names.map((name) => [name, null])),
    errors: names.map(
      (name) =>
        new GraphQLError(STEP_TAKEN_MESSAGE, { path: [name], extensions: { code: 'SOURCE_UNAVAILABLE' } }),
    ),
  };
}
