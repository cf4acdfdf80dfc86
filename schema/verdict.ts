/** A fact that a register holds, whatever it is. */
export type Known<Value> = { readonly kind: 'KNOWN'; readonly value: Value };
/** A fact that no register told, by its name. */
export type Unknown<Fact extends string> = { readonly kind: 'UNKNOWN'; readonly fact: Fact };
export type Input<Fact extends string, Value> = Known<Value> | Unknown<Fact>;

/** A fact as an input: null is unknown. */
export function told<Fact extends string, Value>(fact: Fact, value: Value | null): Input<Fact, Value> {
  return value === null ? { kind: 'UNKNOWN', fact } : { kind: 'KNOWN', value };
}

/** A no stands on a fact that is known to speak against it: without that witness there is none. */
type Outcome<Fact extends string> =
  | { readonly answer: 'YES' }
  | { readonly answer: 'NO'; readonly witness: Known<unknown> }
  | { readonly answer: 'CANNOT_TELL'; readonly because: readonly [Fact, ...Fact[]] };

/**
 * An answer in three values (design §5), joined by Kleene's tables. It can be made in two ways alone: by judging an input, whose unknown
 * value cannot be judged, or as unknown. So no text of this project can make a no of what is not known.
 */
export class Verdict<Fact extends string> {
  readonly #outcome: Outcome<Fact>;

  private constructor(outcome: Outcome<Fact>) {
    this.#outcome = outcome;
    Object.freeze(this);
  }

  /** What a fact says: whether its value holds, or that it is not known. */
  static of<Fact extends string, Value>(
    input: Input<Fact, Value>,
    holds: (value: Value) => boolean,
  ): Verdict<Fact> {
    if (input.kind === 'UNKNOWN') return Verdict.unknown(input.fact);
    return new Verdict<Fact>(
      holds(input.value) ? { answer: 'YES' } : { answer: 'NO', witness: { ...input } },
    );
  }

  /** What nobody told. */
  static unknown<Fact extends string>(...because: readonly [Fact, ...Fact[]]): Verdict<Fact> {
    return new Verdict<Fact>({ answer: 'CANNOT_TELL', because });
  }

  /** No as soon as one is no, whatever is unknown; yes only where both are. */
  and<Other extends string>(other: Verdict<Other>): Verdict<Fact | Other> {
    return this.#join<Other>(other, 'NO');
  }

  /** Yes as soon as one is yes, whatever is unknown; no only where both are. */
  or<Other extends string>(other: Verdict<Other>): Verdict<Fact | Other> {
    return this.#join<Other>(other, 'YES');
  }

  get answer(): Outcome<Fact>['answer'] {
    return this.#outcome.answer;
  }

  /** The facts that could not be told, each once and in order, where the answer hangs on them. */
  get because(): readonly Fact[] {
    return this.#outcome.answer === 'CANNOT_TELL' ? this.#outcome.because : [];
  }

  /** The decisive answer wins over all, the unknown over the other. */
  #join<Other extends string>(other: Verdict<Other>, decisive: 'YES' | 'NO'): Verdict<Fact | Other> {
    const both: readonly Outcome<Fact | Other>[] = [this.#outcome, other.#outcome];
    const won = both.find(({ answer }) => answer === decisive);
    if (won !== undefined) return new Verdict(won);
    const [first, ...more] = new Set([...this.because, ...other.because].toSorted());
    return first === undefined ? new Verdict<Fact | Other>(this.#outcome) : Verdict.unknown(first, ...more);
  }
}
