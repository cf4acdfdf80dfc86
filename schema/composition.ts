import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';

/** What the gateway loads, what clients see (the same graph without its hidden elements), and what composition remarks. */
export type Composed = {
  readonly supergraph: string;
  readonly api: string;
  readonly hints: readonly string[];
};

/** Composes rooms; throws with every composition error. A hint is a decision not taken: the tools refuse it. */
export function compose(all: readonly { readonly name: string; readonly sdl: string }[]): Composed {
  const result = composeServices(
    all.map(({ name, sdl }) => ({
      name,
      url: `http://${name}.seisi.internal/graphql`,
      typeDefs: parse(sdl),
    })),
  );
  if (result.errors !== undefined) throw new Error(result.errors.map((error) => error.message).join('\n'));
  const api = printSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  const hints = result.hints.map((hint) => `composition: ${hint.toString()}`);
  return { supergraph: `${result.supergraphSdl}\n`, api: `${api}\n`, hints };
}
