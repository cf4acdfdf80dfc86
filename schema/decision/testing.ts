import {
  buildASTSchema,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { supergraphOf } from '../access/testing.ts';
import { type AuthorizedOperation, authorizeOperation, buildAccess } from './authorize-operation.ts';

/** What a test viewer holds, by names. */
export type Holding = {
  readonly authenticated?: boolean;
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
};

/** What a test asks for. `unmarked` is `open` unless said. */
export type Asking = Holding & {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly unmarked?: 'open' | 'closed';
};

const TRUSTED_RULES = specifiedRules.filter(
  (rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule,
);

/** Authorizes an operation on a supergraph of these types. Both what is asked and what is left must pass validation. */
function authorize(types: string, text: string, asking: Asking = {}): AuthorizedOperation {
  const sdl = supergraphOf(types);
  const { operationName = null, variables = {}, unmarked = 'open' } = asking;
  const rights = {
    authenticated: asking.authenticated ?? false,
    scopes: new Set(asking.scopes),
    policies: new Set(asking.policies),
  };
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const document = parse(text);
  const access = buildAccess(sdl, { unmarked });
  const authorized = authorizeOperation(access, { document, operationName, variables, rights });
  const [error] = [document, authorized.document].flatMap((each) =>
    each === null ? [] : validate(schema, each, TRUSTED_RULES),
  );
  if (error !== undefined) throw error;
  return authorized;
}

/** The outcome as two texts: the operation in one line, and one `path Coordinate` for each field denied. */
export function outcome(
  types: string,
  text: string,
  asking: Asking = {},
): { open: string | null; denied: string[] } {
  const { document, denied } = authorize(types, text, asking);
  return {
    open: document === null ? null : print(document).replace(/\s+/g, ' ').trim(),
    denied: denied.map(({ path, coordinate }) => `${path.join('.')} ${coordinate}`),
  };
}
