import type { Basis, Viewer } from './viewer.ts';

/** What the gateway tells a room about the viewer (access §6). */
export type PassportFacts = {
  /** The request's id, made by the gateway. */
  readonly request: string;
  /** Null without a token. */
  readonly viewer: Viewer | null;
  readonly basis: Basis;
  /** When the request ends, in milliseconds of the epoch. */
  readonly expires: number;
};

/** In one process a passport is this object: its private brand cannot be made elsewhere. Only the gateway and the wire codec import this file. */
export class Passport {
  readonly #brand = true;
  readonly request: string;
  readonly viewer: Viewer | null;
  readonly basis: Basis;
  readonly expires: number;

  constructor(facts: PassportFacts) {
    this.request = facts.request;
    this.viewer = facts.viewer;
    this.basis = facts.basis;
    this.expires = facts.expires;
    Object.freeze(this);
  }

  static isGenuine(value: unknown): value is Passport {
    return typeof value === 'object' && value !== null && #brand in value && value.#brand;
  }
}
