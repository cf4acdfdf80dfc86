/** A linear form over unknown amounts: how often each is counted in. */
export type Form = readonly number[];

/** Larger than any minor of a matrix of zeros and ones with 15 columns, so that what holds modulo it holds for fractions (Hadamard's bound). */
const PRIME = 2_147_483_647n;

/** Whether whoever knows the values of these forms can compute the value of another one, by adding, subtracting and scaling alone. */
export function spans(known: readonly Form[], wanted: Form): boolean {
  const basis: bigint[][] = [];
  for (const form of known) insert(basis, form);
  return reduced(basis, wanted.map(residue)).every((value) => value === 0n);
}

function insert(basis: bigint[][], form: Form): void {
  const row = reduced(basis, form.map(residue));
  const lead = row.findIndex((value) => value !== 0n);
  if (lead === -1) return;
  const scale = inverse(row[lead] ?? 1n);
  basis.push(row.map((value) => (value * scale) % PRIME));
}

/** The row without what the basis explains of it; each basis row begins with a one. */
function reduced(basis: readonly bigint[][], row: bigint[]): bigint[] {
  return basis.reduce((rest, known) => {
    const lead = known.findIndex((value) => value !== 0n);
    const factor = rest[lead] ?? 0n;
    return factor === 0n ? rest : rest.map((value, at) => residue(value - factor * (known[at] ?? 0n)));
  }, row);
}

function residue(value: number | bigint): bigint {
  const rest = BigInt(value) % PRIME;
  return rest < 0n ? rest + PRIME : rest;
}

/** By Fermat's little theorem. */
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, value, PRIME - 2n];
  for (; exponent > 0n; exponent /= 2n) {
    if (exponent % 2n === 1n) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
