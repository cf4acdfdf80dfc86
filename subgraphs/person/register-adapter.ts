import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';

/** Why a register of another department could not be had; never data. */
type RegisterFailure = 'UNCONFIGURED' | 'RESTING' | 'FAILED' | 'REFUSED' | 'NOT_ON_RECORD' | 'MALFORMED';

/** What another department's register said, as it came over the wire; whoever reads it checks its form. */
export type RegisterReply =
  | { readonly kind: 'TOLD'; readonly told: unknown }
  | { readonly kind: 'UNAVAILABLE'; readonly failure: RegisterFailure };

/** Asks one register about the holder of an identity number; it always resolves. */
export type RegisterAdapter = (identityNumber: string, signal: AbortSignal) => Promise<RegisterReply>;

/** How a register that fails is gone on with, in milliseconds. */
export type RegisterPace = {
  /** How long one attempt may take. */
  readonly attempt: number;
  /** After so many failures one after another nobody waits for it. */
  readonly mostFailures: number;
  /** For so long; then one question tries. */
  readonly rest: number;
};

const PACE: RegisterPace = { attempt: 3000, mostFailures: 5, rest: 10_000 };
const ATTEMPTS = 2;
/** An answer is a handful of fields. */
const MOST_BYTES = 16_384;

class Failed extends Error {}

/**
 * The register at an address over HTTP: `POST` with the number and nothing else. What failed on the way is asked once more after a moment of chance, for
 * asking changes nothing there. Without an address there is no register to ask.
 */
export function registerAdapter(address: string | null, pace: RegisterPace = PACE): RegisterAdapter {
  if (address === null) return async () => unavailable('UNCONFIGURED');
  const way = wrap(
    retry(
      handleWhen((error) => !(error instanceof BrokenCircuitError)),
      { maxAttempts: ATTEMPTS - 1, backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }) },
    ),
    circuitBreaker(handleAll, {
      halfOpenAfter: pace.rest,
      breaker: new ConsecutiveBreaker(pace.mostFailures),
    }),
    timeout(pace.attempt, TimeoutStrategy.Aggressive),
  );
  return async (identityNumber, given) => {
    try {
      return await way.execute(({ signal }) => post(address, identityNumber, signal), given);
    } catch (error) {
      // The error may hold what was asked: its kind alone goes on.
      return unavailable(error instanceof BrokenCircuitError ? 'RESTING' : 'FAILED');
    }
  };
}

/** What could not be had, and why. */
export function unavailable(failure: RegisterFailure): RegisterReply {
  return { kind: 'UNAVAILABLE', failure };
}

async function post(address: string, identityNumber: string, signal: AbortSignal): Promise<RegisterReply> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ identityNumber }),
    redirect: 'error',
    signal,
  });
  if (response.status >= 500 || response.status === 429) throw new Failed('The register failed.');
  if (response.status === 404) return unavailable('NOT_ON_RECORD');
  if (response.status !== 200) return unavailable('REFUSED');
  return read(response);
}

async function read(response: Response): Promise<RegisterReply> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) return unavailable('MALFORMED');
    parts.push(part);
  }
  try {
    return { kind: 'TOLD', told: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return unavailable('MALFORMED');
  }
}
