import { parseArgs } from 'node:util';

/** What the command line of a gateway that stands alone asks for. */
export type AloneOrder = {
  /** The file of the supergraph. */
  readonly file: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly unmarked: 'open' | 'closed';
  /** Whose tokens are taken, and for whom they must be; null: everybody is anonymous. */
  readonly tokens: { readonly jwks: URL; readonly issuer: string; readonly audience: string } | null;
  /** `postgres:URL`, `file:DIR` or `off`, as it was written. */
  readonly receipts: string;
  /** How long a request may take, in milliseconds; what is not known by then is told as unknown. */
  readonly deadlineMs: number;
};

/** Ten minutes. */
const LONGEST_MS = 600_000;

/** A command line that asks for nothing that there is; the message is one sentence. */
export class WrongArguments extends Error {}

export const HELP = `Serves any Federation 2 supergraph, whose subgraphs answer at the addresses that it names.

  npx pnpm gateway --supergraph FILE --port N [options]

  --supergraph FILE       the composed supergraph; read again when it changes, and at SIGHUP
  --port N                where to listen; 0 takes any free port
  --host HOST             127.0.0.1 unless it is said
  --unmarked open|closed  whether fields without @authenticated, @requiresScopes and @policy
                          are open to everyone or closed to everyone (closed)
  --jwks URL              the keys of the issuer of tokens; without it everybody is anonymous
  --issuer TEXT           what tokens must say in "iss"
  --audience TEXT         what tokens must say in "aud"
  --receipts WHERE        where the record of mutations is kept: postgres:URL, file:DIR or off (off)
  --deadline-ms N         how long a request may take (5000)
  --help                  this page
`;

/**
 * Reads the command line; null where it asks for help.
 * @throws WrongArguments
 */
export function readArguments(given: readonly string[]): AloneOrder | null {
  const values = valuesOf(given.filter((word, index) => word !== '--' || index > 0));
  if (values.help === true) return null;
  const { unmarked = 'closed' } = values;
  if (unmarked !== 'open' && unmarked !== 'closed')
    throw new WrongArguments('--unmarked must be open or closed.');
  return {
    file: required('--supergraph FILE', values.supergraph),
    host: values.host ?? '127.0.0.1',
    port: wholeNumber('--port', required('--port N', values.port), 0, 65_535),
    unmarked,
    tokens: tokensOf(values),
    receipts: values.receipts ?? 'off',
    deadlineMs: wholeNumber('--deadline-ms', values['deadline-ms'] ?? '5000', 1, LONGEST_MS),
  };
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf(given: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    supergraph: text,
    port: text,
    host: text,
    unmarked: text,
    jwks: text,
    issuer: text,
    audience: text,
    receipts: text,
    'deadline-ms': text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...given], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [said = ''] = (error instanceof Error ? error.message : '').split(/\.(?:\s|$)/, 1);
    throw new WrongArguments(`${said}.`);
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new WrongArguments(`${name} is needed.`);
  return value;
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new WrongArguments(`${flag} must be a whole number from ${least} to ${most}, not "${text}".`);
}

function tokensOf({ jwks, issuer, audience }: Values): AloneOrder['tokens'] {
  if (jwks === undefined && issuer === undefined && audience === undefined) return null;
  if (!jwks || !issuer || !audience)
    throw new WrongArguments(
      '--jwks, --issuer and --audience go together: each alone would take tokens of others.',
    );
  if (!URL.canParse(jwks)) throw new WrongArguments('--jwks must be an address.');
  return { jwks: new URL(jwks), issuer, audience };
}
