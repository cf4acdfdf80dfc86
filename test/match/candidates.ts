import { candidateKeys } from '../../subgraphs/person/identity-candidate.ts';
import { type Identity, type ReadIdentity, readIdentity } from '../../subgraphs/person/identity-match.ts';
import type { Labelled } from './labelled.ts';

/** Two entries that the matcher is asked about, and whether they are one human being's. */
export type Pair = { readonly one: ReadIdentity; readonly other: ReadIdentity; readonly isTrue: boolean };

function identityOf({ addressLine, postcode, district, human: _human, ...said }: Labelled): Identity {
  return { ...said, home: { addressLine, postcode, district } };
}

/** Every pair that the product's keys bring together, once; as the register's indexes do. */
export function* candidatesOf(entries: readonly Labelled[]): Generator<Pair> {
  const read = entries.map((entry) => readIdentity(identityOf(entry)));
  const [byBirth, byNumber] = [placesBy(entries, 'birthDate'), placesBy(entries, 'identityNumber')];
  for (const [at, entry] of entries.entries()) {
    const { birthDates, identityNumbers } = candidateKeys(entry);
    const near = new Set([
      ...birthDates.flatMap((date) => byBirth.get(date) ?? []),
      ...identityNumbers.flatMap((number) => byNumber.get(number) ?? []),
    ]);
    for (const place of near) {
      // Whoever is found from both sides is compared once; of some, one side alone finds the other.
      if (place === at || (place < at && finds(entries[place]!, entry))) continue;
      yield { one: read[at]!, other: read[place]!, isTrue: entry.human === entries[place]!.human };
    }
  }
}

function finds(one: Labelled, other: Labelled): boolean {
  const { birthDates, identityNumbers } = candidateKeys(one);
  return (
    birthDates.includes(other.birthDate) ||
    (other.identityNumber !== null && identityNumbers.includes(other.identityNumber))
  );
}

function placesBy(entries: readonly Labelled[], part: 'birthDate' | 'identityNumber'): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, entry] of entries.entries()) {
    const key = entry[part];
    if (key !== null) places.set(key, [...(places.get(key) ?? []), at]);
  }
  return places;
}

/** How many true pairs there are, whether or not anything brings them together. */
export function truePairs(entries: readonly Labelled[]): number {
  const counts = new Map<number, number>();
  for (const { human } of entries) counts.set(human, (counts.get(human) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
