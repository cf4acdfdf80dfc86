import { AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import { registryRows } from '@seisi/migrations/seed/registry-rows';
import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { type Expected, expectedAnswer } from './answer.ts';
import { ALL } from './class-set.ts';
import { readGraph } from './graph.ts';
import { registryAt } from './registry.ts';

/** Noon of 15 January 2026 in Malaysia: the instant at which answers are compared, so that nobody comes of age between two runs. */
export const NOW = Date.parse('2026-01-15T04:00:00Z');

/** Who asks: a persona, or nobody; and the agreement that a header names. */
export type Asking = {
  readonly name: string;
  readonly persona: PersonaName | null;
  readonly agreement: string | null;
};

/** Every way in which the registry of seed 1 can be asked: each persona, nobody, and the client of two agreements with each of them. */
export const ASKING: readonly Asking[] = [
  { name: 'anonymous', persona: null, agreement: null },
  ...(Object.keys(personas) as PersonaName[]).map((persona) => ({ name: persona, persona, agreement: null })),
  ...[AGREEMENT.registerOnly, AGREEMENT.povertyCount].map((agreement) => ({
    name: `two-agreements-client under ${agreement}`,
    persona: 'two-agreements-client' as const,
    agreement,
  })),
];

export type Question = { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };

/** The oracle on the rows of seed 1. */
export type Oracle = {
  readonly rows: RegistryRows;
  answer(asking: Asking, question: Question): Expected;
  /** The answer to a token that no persona has. */
  answerTo(token: PersonaToken, question: Question): Expected;
  /** What the registers hold, whoever asks: the answer to one from whom nothing is withheld. */
  truth(question: Question): unknown;
};

/** An officer whom no row names, posted everywhere with every class. */
const ALL_SEEING = {
  sub: 'officer-of-the-truth',
  viewer_kind: 'OFFICER',
  agency: 'jkm',
  scope: '',
  acr: 'high',
} as const;

/** Makes the rows (half a second) and reads the graph; `amend` adds what happened since. */
export function openOracle(amend: (rows: RegistryRows) => RegistryRows = (rows) => rows): Oracle {
  const rows = amend(registryRows({ seed: 1, households: 60, asOf: '2026-01-01' }));
  const parts = { graph: readGraph(), registry: registryAt(rows, NOW) };
  const posting = { ...rows.postings[0]!, officer: ALL_SEEING.sub, areas: ['MY'], classes: [...ALL] };
  const seen = { ...parts, registry: registryAt({ ...rows, postings: [posting] }, NOW) };
  return {
    rows,
    answer: ({ persona, agreement }, question) => {
      const token = persona === null ? null : personas[persona].token;
      return expectedAnswer(parts, { token, agreement }, question);
    },
    answerTo: (token, question) => expectedAnswer(parts, { token, agreement: null }, question),
    truth: (question) => {
      const { data, errors } = expectedAnswer(seen, { token: ALL_SEEING, agreement: null }, question);
      if (errors.length > 0) throw new Error(`The truth withholds ${JSON.stringify(errors[0])}.`);
      return data;
    },
  };
}
