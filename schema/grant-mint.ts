import type { ClassSet } from './classes.ts';

/** What a grant says: these classes of this subject are open to this viewer in this request (access §4). */
export type GrantFacts = {
  /** The hidden key of the subject. */
  readonly subject: string;
  /** `viewerKey` of the passport. */
  readonly viewer: string;
  readonly request: string;
  readonly classes: ClassSet;
  /** Which of the classes a consent opened, and not the basis (access §3). */
  readonly byConsent: ClassSet;
  /** Which of the classes an incident opened, and neither basis nor consent. */
  readonly byIncident: ClassSet;
  /** Which incidents did that, in order; none where `byIncident` is empty. */
  readonly incidents: readonly string[];
  /** Whether a seal covers the subject. */
  readonly isSealed: boolean;
  /** In milliseconds of the epoch; the request's end, at most 5 s. */
  readonly expires: number;
};

/** In one process a grant is this object: free, and unforgeable outside this file. Only the person room and the wire codec import it. */
export class Grant {
  readonly #brand = true;
  readonly #wire: (grant: Grant) => string;
  readonly subject: string;
  readonly viewer: string;
  readonly request: string;
  readonly classes: ClassSet;
  readonly byConsent: ClassSet;
  readonly byIncident: ClassSet;
  readonly incidents: readonly string[];
  readonly isSealed: boolean;
  readonly expires: number;

  /** `wire` writes the grant as text, when it leaves the process. */
  constructor(facts: GrantFacts, wire: (grant: Grant) => string) {
    this.subject = facts.subject;
    this.viewer = facts.viewer;
    this.request = facts.request;
    this.classes = facts.classes;
    this.byConsent = facts.byConsent;
    this.byIncident = facts.byIncident;
    this.incidents = facts.incidents;
    this.isSealed = facts.isSealed;
    this.expires = facts.expires;
    this.#wire = wire;
    Object.freeze(this);
  }

  toJSON(): string {
    return this.#wire(this);
  }

  static isGenuine(value: unknown): value is Grant {
    return typeof value === 'object' && value !== null && #brand in value && value.#brand;
  }
}
