import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personas } from '@seisi/migrations/seed/personas';
import type { Expected } from '../oracle/answer.ts';
import type { Path } from '../oracle/expected-error.ts';
import { ASKING, type Asking, type Oracle, type Question } from '../oracle/oracle.ts';

/** What a household is asked, as clients write it. */
export const PROFILE = readFileSync(join(import.meta.dirname, 'household-profile.graphql'), 'utf8');

/** One golden answer as it stands in a file: what was asked, and all that must come back. */
export type Golden = {
  readonly variables: { readonly id: string };
  /** Only where the client names one of its agreements. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly response: Response;
};

/** A response as a client reads it. */
export type Response = {
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: Path;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly data?: unknown;
};

/** The sentence of each error, as the contract has it. */
const SENTENCES: Readonly<Record<string, string>> = {
  UNAUTHORIZED_FIELD_OR_TYPE: 'This ground does not open this field.',
  BASIS_REQUIRED:
    'The token allows more than one agreement. Name one of them in the `seisi-agreement` header.',
};

/** Every asking with a golden answer, and the file that it stands in. */
export const GOLDENS: readonly { readonly asking: Asking; readonly path: string }[] = ASKING.map(
  (asking) => ({
    asking,
    path: join(
      import.meta.dirname,
      `household-profile.${asking.name.replace(' under ', '.').toLowerCase()}.json`,
    ),
  }),
);

/** The household that a persona's profile asks for; nobody's is the known one. */
function profileOf({ persona }: Asking): Question & { readonly variables: { readonly id: string } } {
  return { query: PROFILE, variables: { id: personas[persona ?? 'citizen'].profileHousehold } };
}

/** The golden answer of an asking, by the oracle. */
export function goldenOf(oracle: Oracle, asking: Asking): Golden {
  const question = profileOf(asking);
  const { agreement } = asking;
  return {
    variables: question.variables,
    ...(agreement === null ? {} : { headers: { 'seisi-agreement': agreement } }),
    response: responseOf(oracle.answer(asking, question)),
  };
}

/** Reads a golden file. */
export function readGolden(path: string): Golden {
  return JSON.parse(readFileSync(path, 'utf8')) as Golden;
}

/** A request that is refused before GraphQL begins has no data at all. */
function responseOf({ data, errors }: Expected): Response {
  const told = errors.map(({ path, ...extensions }) => ({
    message: SENTENCES[extensions.code] ?? '',
    ...(path === null ? {} : { path }),
    extensions,
  }));
  if (told.some(({ extensions }) => extensions.code === 'BASIS_REQUIRED')) return { errors: told };
  return { ...(told.length === 0 ? {} : { errors: told }), data };
}
