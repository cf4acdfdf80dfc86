import type { GatewayError } from './adapter.ts';
import type { Closed, Told } from './stripper.ts';
import { HIDDEN_FIELDS } from './words.ts';

/** From this many errors on, a gateway may tell several of one coordinate by one. */
const FOLDED = 200;

/** What is wrong with the errors of an answer: each closed field told, at its place, by its coordinate, and nothing else. */
export function errorFaults(told: Told, errors: readonly GatewayError[]): string[] {
  const counts = countsOf(errors);
  const whole = errors.length < FOLDED ? [...tooOften(told, counts), ...untold(told, counts)] : [];
  return [...errors.filter((error) => closedOf(error) === null).map(foreign), ...whole, ...hidden(errors)];
}

type Counts = ReadonlyMap<string, number>;

function countsOf(errors: readonly GatewayError[]): Counts {
  const counts = new Map<string, number>();
  for (const error of errors) {
    const key = closedOf(error);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Which closed field an error tells, as a key; null where it tells anything else. */
function closedOf({ path, extensions }: GatewayError): string | null {
  const coordinate = extensions?.['coordinate'];
  const isClosed = extensions?.['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE';
  return isClosed && typeof coordinate === 'string' && path !== undefined
    ? keyOf({ path, coordinate })
    : null;
}

function foreign(error: GatewayError): string {
  return `errors: ${JSON.stringify(error)} is no error of a closed field`;
}

function tooOften({ must, may }: Told, counts: Counts): string[] {
  const places = new Map([...must, ...may].map((closed) => [keyOf(closed), closed.places]));
  return [...counts]
    .filter(([key, count]) => count > (places.get(key) ?? 0))
    .map(([key, count]) => `errors: ${key} is told ${count} times, ${places.get(key) ?? 0} at most`);
}

function untold({ must, anyOf }: Told, counts: Counts): string[] {
  const missing = must.map(keyOf).filter((key) => !counts.has(key));
  const unexplained = anyOf
    .map((several) => several.map(keyOf))
    .filter((several) => !several.some((key) => counts.has(key)));
  return [
    ...missing.map((key) => `errors: ${key} is not told`),
    ...unexplained.map((several) => `errors: nothing tells why there is null above ${several[0]}`),
  ];
}

function keyOf({ path, coordinate }: Pick<Closed, 'path' | 'coordinate'>): string {
  return `${coordinate} at ${JSON.stringify(path)}`;
}

/** Paths hold the client's own keys; everything else that an error says is the gateway's. */
function hidden(errors: readonly GatewayError[]): string[] {
  return errors.flatMap(({ message, extensions }) => {
    const text = JSON.stringify([message, extensions]);
    const leaked = Object.keys(HIDDEN_FIELDS).filter((name) => text.includes(name));
    return leaked.map((name) => `errors: the hidden name ${name} is told: ${text}`);
  });
}
