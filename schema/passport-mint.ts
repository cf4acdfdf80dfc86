import type { Basis, Viewer } from './viewer.ts';

/** What the gateway tells a room about the viewer (access §6). */
export type PassportFacts = {
  /** The request's id, made by the gateway. */
  readonly request: string;
  /** Null without a token. */
  readonly viewer: Viewer | null;
  readonly basis: Basis;
  /** The version of the facts of grounds from which on the request is decided; null where the gateway no longer holds them (access §3). */
  readonly facts: number | null;
  /** When the request ends, in milliseconds of the epoch. */
  readonly expires: number;
};

/** In one process a passport is this object: its private brand cannot be made elsewhere. Only the gateway and the wire codec import this file. */
export class Passport {
  readonly #brand = true;
  readonly request: string;
  readonly viewer: Viewer | null;
  readonly basis: Basis;
  readonly facts: number | null;
  readonly expires: number;

  constructor(facts: PassportFacts) {
    this.request = facts.request;
    this.viewer = facts.viewer;
    this.basis = facts.basis;
    this.facts = facts.facts;
    this.expires = facts.expires;
    Object.freeze(this);
  }

  static isGenuine(value: unknown): value is Passport {
    return typeof value === 'object' && value !== null && #brand in value && value.#brand;
  }
}
