import type { ClassSet } from './classes.ts';

/** What the OKU register computes from: the hidden keys of those who live in a household. */
export type HouseholdFacts = {
  readonly members: readonly string[];
  /** False where somebody lives there of whom nothing is told. */
  readonly whole: boolean;
};

/** The poverty lines of a place, in whole sen a month. */
export type LineFacts = Readonly<Record<'household' | 'perHead' | 'foodHousehold' | 'foodPerHead', number>>;

/** What the room of aid computes from; null is unknown. Money in whole sen a month. */
export type PersonFacts = {
  readonly age: number | null;
  readonly citizen: boolean | null;
  readonly income: number | null;
  readonly lines: LineFacts | null;
  /** `CLOSED` where another adult has a part in its figures, which this viewer may not see. */
  readonly household: HouseholdTotals | 'CLOSED' | null;
};

/** A household in figures: whole sen a month, members, and how many of them are under 18. */
export type HouseholdTotals = {
  readonly income: number;
  readonly members: number;
  readonly minors: number;
};

/** What the room of receipts finds a person's access log by: the homes of today, with what of each is open to the citizen who asks. */
export type LogFacts = {
  readonly homes: readonly {
    /** The hidden key of the household. */
    readonly key: string;
    /** The first day on which the person lived there, YYYY-MM-DD. */
    readonly since: string;
    readonly classes: ClassSet;
  }[];
};

/** What each room receives of one subject: nothing more than its derived fields need. */
export type FactsByRoom = {
  readonly oku?: HouseholdFacts;
  readonly aid?: PersonFacts;
  readonly receipt?: LogFacts;
};

/** What is told of a subject; `SPENT` where this agreement's answers of the day are used up. */
export type Telling = { readonly kind: 'SPENT' } | { readonly kind: 'TOLD'; readonly byRoom: FactsByRoom };

/** To whom, when and for how long facts are told; as for a grant. */
export type FactsBinding = {
  readonly subject: string;
  readonly viewer: string;
  readonly request: string;
  /** In milliseconds of the epoch; the request's end, at most 5 s. */
  readonly expires: number;
};

/** In one process the carrier of derived answers is this object (access §10): nobody reads it who does not import this file. Only the person room and the wire codec may. */
export class Facts {
  readonly #telling: Telling;
  readonly #wire: (facts: Facts) => string;
  readonly subject: string;
  readonly viewer: string;
  readonly request: string;
  readonly expires: number;

  /** `wire` writes it as text, sealed for each room, when it leaves the process. */
  constructor(binding: FactsBinding, telling: Telling, wire: (facts: Facts) => string) {
    this.subject = binding.subject;
    this.viewer = binding.viewer;
    this.request = binding.request;
    this.expires = binding.expires;
    this.#telling = telling;
    this.#wire = wire;
    Object.freeze(this);
  }

  toJSON(): string {
    return this.#wire(this);
  }

  static isGenuine(value: unknown): value is Facts {
    return typeof value === 'object' && value !== null && #telling in value;
  }

  /** What it tells one room; null where it tells that room nothing. */
  static forRoom(facts: Facts, room: string): TellingForRoom | null {
    const telling = facts.#telling;
    if (telling.kind === 'SPENT') return telling;
    const inputs: unknown = Object.entries(telling.byRoom).find(([name]) => name === room)?.[1];
    return inputs === undefined ? null : { kind: 'TOLD', inputs };
  }
}

/** What one room reads: its inputs, in the form that `FactsByRoom` gives them. */
export type TellingForRoom = { readonly kind: 'SPENT' } | { readonly kind: 'TOLD'; readonly inputs: unknown };

/** The rooms that take facts. A carrier has a box for each of them, so that its text does not tell which ones it is for. */
export const FACTS_ROOMS = ['aid', 'oku', 'receipt'] as const satisfies readonly (keyof FactsByRoom)[];
